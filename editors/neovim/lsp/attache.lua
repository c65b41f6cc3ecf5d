---@brief
---
--- Attaché checks what articles say about leaders and treaties against dated records.
--- `vim.lsp.enable('attache')` runs `attache lsp` for plain text, Markdown and HTML.

---@type vim.lsp.Config
return {
  cmd = { 'attache', 'lsp' },
  filetypes = { 'text', 'markdown', 'html' },
  root_markers = { 'attache.toml', '.git' },
}
