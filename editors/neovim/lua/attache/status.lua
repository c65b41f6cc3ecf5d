-- The date of publication for a status line, kept up to date in the background.
local M = {}

local client = require('attache.client')

-- What the server said last, by buffer.
local known = {}
local turns = {}

local function short(publication)
  local from, to = publication.from, publication.to
  from, to = from ~= vim.NIL and from or nil, to ~= vim.NIL and to or nil
  if not (from or to) then
    return 'no date'
  end
  return from == to and from or ('%s – %s'):format(from or '…', to or '…')
end

--- Keeps a status, for the status line.
function M.take(buffer, status)
  known[buffer] = status
  vim.cmd('redrawstatus!')
end

--- Asks for the status of a buffer and keeps it.
function M.refresh(buffer)
  turns[buffer] = (turns[buffer] or 0) + 1
  local turn = turns[buffer]
  client.request(buffer, 'attache/status', { textDocument = client.document(buffer) }, function(status)
    if turn == turns[buffer] and vim.api.nvim_buf_is_valid(buffer) then
      M.take(buffer, status)
    end
  end)
end

--- What the server said last of a buffer: version, asOf, publication; nil before it has answered.
function M.of(buffer)
  return known[buffer or vim.api.nvim_get_current_buf()]
end

--- For a status line: "2025-08-05"; empty where no server runs.
function M.line()
  local status = M.of()
  return status and client.of(0) and short(status.publication) or ''
end

--- Follows the buffer, from when the server has it.
function M.watch(buffer)
  local group = vim.api.nvim_create_augroup('attache-status-' .. buffer, { clear = true })
  local function refresh()
    if client.of(buffer) then
      M.refresh(buffer)
    end
  end
  vim.api.nvim_create_autocmd({ 'BufEnter', 'BufWritePost', 'InsertLeave', 'TextChanged', 'DiagnosticChanged' }, {
    group = group,
    buffer = buffer,
    callback = refresh,
  })
  vim.api.nvim_create_autocmd('BufDelete', {
    group = group,
    buffer = buffer,
    callback = function()
      known[buffer] = nil
      vim.schedule(function()
        pcall(vim.api.nvim_del_augroup_by_name, 'attache-status-' .. buffer)
      end)
    end,
  })
  refresh()
end

return M
