-- Starts by itself, unless g:attache_autostart is 0. require("attache").setup() may be called again with options.
if vim.g.loaded_attache then
  return
end
vim.g.loaded_attache = 1

local function command(name, does, options)
  vim.api.nvim_create_user_command('Attache' .. name, does, options)
end
command('Restart', function()
  require('attache').restart()
end, { desc = 'Start the Attaché server anew' })
command('Record', function()
  require('attache.commands').record()
end, { desc = 'Open the record of the name under the cursor' })
command('LookUp', function(it)
  require('attache.commands').look_up(it.args)
end, { nargs = '+', desc = 'Open the record of a leader or a treaty' })
command('Date', function(it)
  require('attache.commands').date(it.args, it.bang)
end, { nargs = '?', bang = true, desc = 'Tell or set when the article was published' })
command('Cast', function()
  require('attache.commands').cast()
end, { desc = 'List who and what the article names' })

if vim.g.attache_autostart ~= false and vim.g.attache_autostart ~= 0 then
  require('attache').setup()
end
