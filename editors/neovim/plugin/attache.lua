-- Starts by itself, unless g:attache_autostart is 0. require("attache").setup() may be called again with options.
if vim.g.loaded_attache then
  return
end
vim.g.loaded_attache = 1

vim.api.nvim_create_user_command('AttacheRestart', function()
  require('attache').restart()
end, { desc = 'Start the Attaché server anew' })

if vim.g.attache_autostart ~= false and vim.g.attache_autostart ~= 0 then
  require('attache').setup()
end
