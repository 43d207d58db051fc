-- What somebody does at the keyboard, told step by step in the JSON file $QMM_REPORT.
local report = {}

local function wait_for(what, condition)
  if not vim.wait(20000, condition, 20) then
    error('waited in vain for ' .. what)
  end
end

local function lines()
  return vim.api.nvim_buf_get_lines(0, 0, -1, true)
end

local function diagnostics()
  return vim.tbl_map(function(one)
    return { line = one.lnum + 1, code = one.code, message = one.message, source = one.source }
  end, vim.diagnostic.get(0))
end

--- Does something that changes the text when the server has answered.
local function change(what, work)
  local before = vim.b.changedtick
  work()
  wait_for(what, function()
    return vim.b.changedtick ~= before
  end)
  return lines()
end

local function session()
  report.filetype = vim.bo.filetype
  report.syntax = vim.b.current_syntax
  wait_for('the server', function()
    return #vim.lsp.get_clients({ bufnr = 0, name = 'qmm' }) == 1
  end)
  local client = vim.lsp.get_clients({ bufnr = 0, name = 'qmm' })[1]
  report.root = client.root_dir
  wait_for('a diagnostic', function()
    return #vim.diagnostic.get(0) > 0
  end)
  report.shown = diagnostics()

  local first = vim.diagnostic.get(0)[1]
  vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col })
  vim.ui.select = function(choices, _, choose)
    report.offered = vim.tbl_map(function(choice)
      return choice.action.title
    end, choices)
    choose(choices[1], 1)
  end
  report.fixed = change('the quick fix', function()
    vim.lsp.buf.code_action({ context = { only = { 'quickfix' }, diagnostics = {} } })
  end)
  wait_for('a clean text', function()
    return #vim.diagnostic.get(0) == 0
  end)

  report.formatted = change('the formatted text', vim.lsp.buf.format)
  vim.api.nvim_win_set_cursor(0, { 5, 11 })
  report.renamed = change('the renamed register', function()
    vim.lsp.buf.rename('petals')
  end)
  vim.cmd.write()

  wait_for('code lenses', function()
    return #vim.lsp.codelens.get(0) > 0
  end)
  report.lenses = vim.tbl_map(function(lens)
    return lens.command.title
  end, vim.lsp.codelens.get(0))
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  vim.ui.select = function(choices, _, choose)
    for index, choice in ipairs(choices) do
      if choice.lens.command.title == 'Estimate' then
        choose(choice, index)
      end
    end
  end
  vim.lsp.codelens.run()
  wait_for('what the model costs', function()
    return table.concat(lines(), '\n'):find('Iris +4') ~= nil
  end)
  report.terminal = lines()
end

local ok, problem = xpcall(session, debug.traceback)
if not ok then
  report.problem = problem
end
vim.fn.writefile({ vim.json.encode(report) }, vim.env.QMM_REPORT)
vim.cmd('qall!')
