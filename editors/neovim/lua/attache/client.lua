-- The client of a buffer, the same in every Neovim from 0.7 on.
local M = {}

--- The Attaché client of a buffer, the current one unless told; nil where none runs.
function M.of(buffer)
  buffer = (buffer == nil or buffer == 0) and vim.api.nvim_get_current_buf() or buffer
  for _, client in ipairs((vim.lsp.get_clients or vim.lsp.get_active_clients)()) do
    if client.name == 'attache' and vim.lsp.buf_is_attached(buffer, client.id) then
      return client
    end
  end
end

--- Asks the server; on_answer gets its answer, or nil and a sentence on what went wrong.
function M.request(buffer, method, params, on_answer)
  local client = M.of(buffer)
  if not client then
    on_answer(nil, 'Attaché does not run for this buffer')
    return
  end
  local function handler(problem, answer)
    on_answer(answer ~= vim.NIL and answer or nil, problem and problem.message)
  end
  if vim.fn.has('nvim-0.11') == 1 then
    client:request(method, params, handler, buffer)
  else
    client.request(method, params, handler, buffer)
  end
end

--- What names a buffer in a request.
function M.document(buffer)
  return { uri = vim.uri_from_bufnr(buffer) }
end

function M.encoding(client)
  return client and client.offset_encoding or 'utf-16'
end

return M
