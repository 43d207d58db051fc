vim.lsp.enable('qmm')

local commands = { 'check', 'train', 'draw', 'estimate', 'analyse', 'compare', 'eval' }

vim.api.nvim_create_user_command('Qmm', function(given)
  local words = vim.list_extend({}, given.fargs)
  -- `:Qmm train` is about the file in front, `:Qmm eval last` says what it is about.
  if #words == 1 then
    table.insert(words, vim.api.nvim_buf_get_name(0))
  end
  vim.cmd.update()
  require('qmm').run(words)
end, {
  nargs = '+',
  desc = 'run qmm on this file',
  complete = function(start)
    return vim.tbl_filter(function(name)
      return vim.startswith(name, start)
    end, commands)
  end,
})
