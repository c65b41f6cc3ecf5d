-- What the commands of plugin/attache.lua do.
local M = {}

local client = require('attache.client')
local status = require('attache.status')

local function tell(message)
  vim.notify('Attaché: ' .. message, vim.log.levels.WARN)
end

local function jump(location)
  local encoding = client.encoding(client.of(0))
  if vim.fn.has('nvim-0.11') == 1 then
    vim.lsp.util.show_document(location, encoding, { focus = true })
  else
    vim.lsp.util.jump_to_location(location, encoding)
  end
end

--- Opens the record of the name under the cursor.
function M.record()
  vim.lsp.buf.definition()
end

--- Opens the record of a leader or a treaty; one of several is chosen.
function M.look_up(name)
  client.request(vim.api.nvim_get_current_buf(), 'workspace/symbol', { query = name }, function(found, problem)
    found = found or {}
    if problem or #found == 0 then
      tell(problem or ('the records know no ' .. name))
    elseif #found == 1 then
      jump(found[1].location)
    else
      vim.ui.select(found, {
        prompt = 'Record',
        format_item = function(it)
          return it.containerName and it.containerName ~= '' and ('%s (%s)'):format(it.name, it.containerName) or it.name
        end,
      }, function(it)
        if it then
          jump(it.location)
        end
      end)
    end
  end)
end

--- Says when the article of the buffer was published; empty: what it says itself. Without a date the status is told.
function M.date(date, take_back)
  local buffer = vim.api.nvim_get_current_buf()
  local function done(answer, problem)
    if not answer then
      tell(problem or 'no answer')
      return
    end
    status.take(buffer, answer)
    local lines = { answer.publication.words }
    vim.list_extend(lines, answer.publication.reasons)
    table.insert(lines, ('records as of %s, server %s'):format(answer.asOf, answer.version))
    vim.api.nvim_echo({ { table.concat(lines, '\n') } }, false, {})
  end
  local params = { textDocument = client.document(buffer) }
  if date == '' and not take_back then
    client.request(buffer, 'attache/status', params, done)
  else
    params.date = date ~= '' and date or vim.NIL
    client.request(buffer, 'attache/setDate', params, done)
  end
end

--- The cast of the article, as a location list: who and what it names, each once, with the verdict of the records.
function M.cast()
  local buffer = vim.api.nvim_get_current_buf()
  local window = vim.api.nvim_get_current_win()
  client.request(buffer, 'attache/cast', { textDocument = client.document(buffer) }, function(cast, problem)
    if not cast then
      tell(problem or 'no answer')
      return
    end
    local marks = { error = 'E', warning = 'W', information = 'I', hint = 'N' }
    local encoding = client.encoding(client.of(buffer))
    local places = vim.tbl_map(function(it)
      return { uri = vim.uri_from_bufnr(buffer), range = it.mentions[1] }
    end, cast)
    local items = vim.lsp.util.locations_to_items(places, encoding)
    for index, it in ipairs(cast) do
      items[index].text = ('%s: %s'):format(it.name, it.detail ~= '' and it.detail or it.kind)
      items[index].type = marks[it.verdict] or ''
      items[index].user_data = nil
    end
    vim.fn.setloclist(window, {}, ' ', { title = 'Cast', items = items })
    vim.cmd('lopen')
  end)
end

return M
