-- Run by neovim.sh. Leaves with 1 at the first thing that does not hold.

local PATIENCE = 1000 * tonumber(vim.env.ATTACHE_PATIENCE)
local LINE = 5

local function say(line)
  io.stdout:write(line .. '\n')
end

local function check(name, holds, seen)
  if not holds then
    error(name .. (seen ~= nil and ': ' .. vim.inspect(seen) or ''), 0)
  end
  say('ok ' .. name)
end

-- Waits until `holds` gives something, and gives that.
local function await(name, holds)
  local value
  local come = vim.wait(PATIENCE, function()
    value = holds()
    return value
  end, 20)
  check(name, come, come and nil or vim.fn.execute('messages'))
  return value
end

local function findings(buffer)
  return vim.tbl_filter(function(it)
    return it.code == 'leader/former-incumbent'
  end, vim.diagnostic.get(buffer))
end

local function clients()
  return vim.tbl_filter(function(it)
    return it.name == 'attache'
  end, (vim.lsp.get_clients or vim.lsp.get_active_clients)())
end

local function ids()
  return vim.tbl_map(function(it)
    return it.id
  end, clients())
end

local function float_text()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n')
    end
  end
end

local function run()
  local attache = require('attache')
  attache.setup({ cmd = { vim.env.ATTACHE, 'lsp' } })
  local version = vim.version()
  say(('Neovim %d.%d.%d, %s'):format(version.major, version.minor, version.patch, attache.api()))

  vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.ARTICLE))
  local buffer = vim.api.nvim_get_current_buf()
  check('the filetype is markdown', vim.bo.filetype == 'markdown', vim.bo.filetype)

  -- Columns of Neovim are bytes.
  local line = vim.api.nvim_buf_get_lines(buffer, LINE, LINE + 1, false)[1]
  local former = line:find('former', 1, true) - 1
  local name = line:find('Donald', 1, true) - 1
  local found = await('the finding comes', function()
    return findings(buffer)[1]
  end)
  check('the finding is in its line', found.lnum == LINE, found)
  check('the finding starts at its word', found.col == former, found)
  check('the finding ends with its word', found.end_col == former + #'former', found)
  check('the finding is an error', found.severity == vim.diagnostic.severity.ERROR, found)

  vim.api.nvim_win_set_cursor(0, { LINE + 1, name })
  vim.lsp.buf.hover()
  local card = await('a card opens on hover', float_text)
  check('the card tells of the person and the office', card:find('Donald Trump', 1, true) and card:find('President', 1, true), card)

  vim.lsp.buf.definition()
  await('the definition opens another page', function()
    return vim.api.nvim_get_current_buf() ~= buffer
  end)
  local record = vim.api.nvim_get_current_line()
  check('the cursor is in the line of the record', record:find('[donald-trump]', 1, true), record)

  vim.cmd('buffer ' .. buffer)
  vim.api.nvim_win_set_cursor(0, { LINE + 1, former })
  -- Whatever is offered, the fix is taken.
  local function choose(items, _, on_choice)
    for index, item in ipairs(items) do
      local action = item.action or item[2]
      if action.kind == 'quickfix' and action.title:find('former', 1, true) then
        return on_choice(item, index)
      end
    end
    on_choice(nil)
  end
  vim.ui.select = choose
  vim.lsp.buf.code_action()
  local fixed = line:gsub('former ', '')
  await('the fix deletes the word', function()
    return vim.api.nvim_buf_get_lines(buffer, LINE, LINE + 1, false)[1] == fixed
  end)
  await('the finding goes', function()
    return #findings(buffer) == 0
  end)

  local NAME = 'Zelenskyy'
  local second = vim.api.nvim_buf_get_lines(buffer, LINE + 1, LINE + 2, false)[1]
  local surname = select(2, second:find('said ' .. NAME, 1, true)) - #NAME
  vim.api.nvim_win_set_cursor(0, { LINE + 2, surname })
  vim.lsp.buf.rename('Zelensky')
  local renamed = second:gsub('said Zelenskyy', 'said Zelensky'):gsub('and Zelenskyy', 'and Zelensky')
  await('rename writes the surname otherwise, twice, and leaves the full name', function()
    return vim.api.nvim_buf_get_lines(buffer, LINE + 1, LINE + 2, false)[1] == renamed
  end)

  await('the status line has the date', function()
    return attache.status() == '2025-08-05'
  end)
  vim.cmd('buffer ' .. buffer)
  vim.api.nvim_buf_set_lines(buffer, LINE, LINE + 1, false, { line })
  await('the finding is back', function()
    return findings(buffer)[1]
  end)
  vim.cmd('AttacheDate 2023-05-01')
  await('another date, another verdict', function()
    return #findings(buffer) == 0 and attache.status() == '2023-05-01'
  end)
  vim.cmd('AttacheDate!')
  await('the date is taken back', function()
    return findings(buffer)[1] and attache.status() == '2025-08-05'
  end)

  vim.cmd('AttacheCast')
  local cast = await('the cast is listed', function()
    local list = vim.fn.getloclist(0)
    return #list > 0 and list
  end)
  check('the cast has the leader with the verdict', cast[2].text:find('Donald Trump: President', 1, true) and cast[2].type == 'E', cast)
  check('the cast leads to the first mention', cast[2].lnum == LINE + 1 and cast[2].col == name + 1, cast[2])
  vim.cmd('lclose')

  vim.cmd('AttacheLookUp joe biden')
  await('a record is looked up', function()
    return vim.api.nvim_get_current_line():find('[joe-biden]', 1, true)
  end)
  vim.cmd('buffer ' .. buffer)

  local before = clients()[1].id
  vim.fn.system({ vim.env.KILL_SERVER })
  check('the server is killed', vim.v.shell_error == 0)
  await('the editor sees that it is gone', function()
    return not vim.tbl_contains(ids(), before)
  end)
  vim.api.nvim_buf_set_lines(buffer, LINE, LINE + 1, false, { line })
  vim.cmd('AttacheRestart')
  await('a new server finds the mistake again', function()
    return clients()[1] and findings(buffer)[1]
  end)

  local folder = vim.fn.fnamemodify(vim.env.ARTICLE, ':h')
  vim.fn.mkdir(folder .. '/.attache')
  vim.cmd('edit ' .. vim.fn.fnameescape(folder .. '/.attache/people.toml'))
  await('records of the house are read too', function()
    return vim.lsp.buf_is_attached(0, clients()[1].id)
  end)
  vim.cmd('edit ' .. vim.fn.fnameescape(folder .. '/other.toml'))
  check('and no other TOML', vim.bo.filetype == 'toml' and not vim.lsp.buf_is_attached(0, clients()[1].id))

  vim.cmd('silent checkhealth attache')
  local report = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
  check('checkhealth finds the server', report:find('attache 0', 1, true) and not report:find('ERROR', 1, true), report)
end

local passed, problem = pcall(run)
if not passed then
  say('FAILED ' .. tostring(problem))
  vim.cmd('cquit 1')
end
say('passed')
vim.cmd('qall!')
