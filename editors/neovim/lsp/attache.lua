---@brief
---
--- Attaché checks what articles say about leaders and treaties against dated records.
--- `vim.lsp.enable('attache')` runs `attache lsp` for plain text, Markdown and HTML, and for the records of the house: TOML files in
--- a folder `.attache`, and `attache.toml`.

---@type vim.lsp.Config
return {
  cmd = { 'attache', 'lsp' },
  filetypes = { 'text', 'markdown', 'html', 'toml' },
  root_dir = function(buffer, on_dir)
    local name = vim.api.nvim_buf_get_name(buffer)
    if vim.bo[buffer].filetype == 'toml' and not (name:find('/%.attache/[^/]*$') or name:find('/attache%.toml$')) then
      return
    end
    on_dir(vim.fs.root(buffer, { 'attache.toml', '.attache', '.git' }))
  end,
}
