-- :checkhealth attache
local M = {}

local health = vim.health or require('health')
local start = health.start or health.report_start
local ok = health.ok or health.report_ok
local bad = health.error or health.report_error

function M.check()
  start('attache')
  local attache = require('attache')
  ok('started through ' .. attache.api())
  local program = attache.options.cmd[1]
  if vim.fn.executable(program) == 0 then
    bad('there is no program ' .. program, { 'Put attache on the PATH, or name it: setup({ cmd = { "/path/of/attache", "lsp" } })' })
    return
  end
  local version = vim.trim(vim.fn.system({ program, '--version' }))
  if vim.v.shell_error == 0 then
    ok(vim.fn.exepath(program) .. ': ' .. version)
  else
    bad(program .. ' does not run: ' .. version)
  end
end

return M
