vim.bo.commentstring = '// %s'
vim.bo.comments = ':///,://!,://'
vim.bo.expandtab = true
vim.bo.shiftwidth = 2
vim.bo.softtabstop = 2
-- Braces alone say how deep a line is.
vim.bo.cindent = true
vim.bo.cinoptions = '+0,J1,L0'
vim.bo.cinkeys = '0{,0},0),0],!^F,o,O'
vim.bo.textwidth = 100

vim.b.undo_ftplugin =
  'setlocal commentstring< comments< expandtab< shiftwidth< softtabstop< cindent< cinoptions< cinkeys< textwidth<'
