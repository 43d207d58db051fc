---@type vim.lsp.Config
return {
  cmd = function(dispatchers)
    return vim.lsp.rpc.start({ require('qmm').program(), 'lsp', '--stdio' }, dispatchers)
  end,
  filetypes = { 'qmm' },
  root_markers = { 'package.json', '.git' },
}
