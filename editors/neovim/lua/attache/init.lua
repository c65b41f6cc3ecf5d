-- The server for every Neovim from 0.7 on: through vim.lsp.enable (0.11), vim.lsp.start (0.8), vim.lsp.start_client (0.7).
local M = {}

local FILETYPES = { 'text', 'markdown', 'html', 'toml' }
local MARKERS = { 'attache.toml', '.attache', '.git' }

M.options = { cmd = { 'attache', 'lsp' } }

-- The ids of clients by root; only 0.7 needs them.
local clients = {}

--- For a status line: the date of publication, "2025-08-05"; empty where no server runs.
function M.status()
  return require('attache.status').line()
end

--- The function of Neovim's that starts the server.
function M.api()
  if vim.lsp.enable then
    return 'vim.lsp.enable'
  end
  return vim.lsp.start and 'vim.lsp.start' or 'vim.lsp.start_client'
end

-- The nearest folder with a marker, else the file's own; nil for a buffer without a file.
local function root(buffer)
  local name = vim.api.nvim_buf_get_name(buffer)
  if name == '' then
    return nil
  end
  local folder = vim.fn.fnamemodify(name, ':p:h')
  local at = folder
  while true do
    for _, marker in ipairs(MARKERS) do
      if vim.loop.fs_stat(at .. '/' .. marker) then
        return at
      end
    end
    local parent = vim.fn.fnamemodify(at, ':h')
    if parent == at then
      return folder
    end
    at = parent
  end
end

-- What the user wants done, and ours: the status follows the buffer.
local function attached(client, buffer)
  require('attache.status').watch(buffer)
  if M.options.on_attach then
    M.options.on_attach(client, buffer)
  end
end

local function config(buffer)
  return {
    name = 'attache',
    cmd = M.options.cmd,
    init_options = M.options.init_options,
    on_attach = attached,
    capabilities = M.options.capabilities,
    root_dir = root(buffer),
  }
end

-- Of TOML only the records of the house and the configuration.
local function is_ours(buffer)
  local name = vim.api.nvim_buf_get_name(buffer)
  return vim.bo[buffer].filetype ~= 'toml' or name:find('/%.attache/[^/]*$') or name:find('/attache%.toml$')
end

local function attach(buffer)
  if vim.bo[buffer].buftype ~= '' or not is_ours(buffer) or vim.fn.executable(M.options.cmd[1]) == 0 then
    return
  end
  local it = config(buffer)
  if vim.lsp.start then
    vim.lsp.start(it, { bufnr = buffer })
    return
  end
  local key = it.root_dir or ''
  local id = clients[key]
  if not (id and vim.lsp.get_client_by_id(id)) then
    it.on_exit = function()
      clients[key] = nil
    end
    id = vim.lsp.start_client(it)
    clients[key] = id
  end
  if id then
    vim.lsp.buf_attach_client(buffer, id)
  end
end

--- Stops the server, should it still run, and starts it anew for the buffers that had it.
function M.restart()
  local buffers = vim.tbl_filter(function(buffer)
    return vim.api.nvim_buf_is_loaded(buffer) and vim.tbl_contains(FILETYPES, vim.bo[buffer].filetype)
  end, vim.api.nvim_list_bufs())
  for _, client in ipairs((vim.lsp.get_clients or vim.lsp.get_active_clients)()) do
    if client.name == 'attache' then
      vim.lsp.stop_client(client.id)
    end
  end
  clients = {}
  for _, buffer in ipairs(buffers) do
    attach(buffer)
  end
end

--- Runs the server for plain text, Markdown and HTML. Options: cmd, init_options, on_attach, capabilities.
function M.setup(options)
  M.options = vim.tbl_extend('force', M.options, options or {})
  if M.api() == 'vim.lsp.enable' then
    vim.lsp.config('attache', vim.tbl_extend('force', M.options, { on_attach = attached }))
    vim.lsp.enable('attache')
    return
  end
  local group = vim.api.nvim_create_augroup('attache', { clear = true })
  vim.api.nvim_create_autocmd('FileType', {
    group = group,
    pattern = FILETYPES,
    callback = function(event)
      attach(event.buf)
    end,
  })
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buffer) and vim.tbl_contains(FILETYPES, vim.bo[buffer].filetype) then
      attach(buffer)
    end
  end
end

return M
