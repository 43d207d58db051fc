local qmm = require('qmm')

vim.lsp.enable('qmm')

for name, words in pairs(qmm.lenses) do
  vim.lsp.commands[name] = function(command)
    local arguments = command.arguments or {}
    qmm.run(words(vim.uri_to_fname(arguments[1]), arguments[2], arguments[3]))
  end
end

local commands = { 'check', 'train', 'draw', 'estimate', 'analyse', 'compare', 'eval' }

vim.api.nvim_create_user_command('Qmm', function(given)
  local words = vim.list_extend({}, given.fargs)
  -- `:Qmm train` is about the file in front, `:Qmm eval last` says what it is about.
  if #words == 1 then
    table.insert(words, vim.api.nvim_buf_get_name(0))
  end
  qmm.run(words)
end, {
  nargs = '+',
  desc = 'run qmm on this file',
  complete = function(start)
    return vim.tbl_filter(function(name)
      return vim.startswith(name, start)
    end, commands)
  end,
})
