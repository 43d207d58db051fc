---@type vim.lsp.Config
return {
  cmd = function(dispatchers)
    return vim.lsp.rpc.start({ require('qmm').program(), 'lsp', '--stdio' }, dispatchers)
  end,
  filetypes = { 'qmm' },
  root_markers = { 'package.json', '.git' },
  on_attach = function(client, buffer)
    if not client:supports_method('textDocument/codeLens') then
      return
    end
    local function refresh()
      vim.lsp.codelens.refresh({ bufnr = buffer })
    end
    vim.api.nvim_create_autocmd({ 'BufEnter', 'InsertLeave', 'BufWritePost' }, {
      buffer = buffer,
      callback = refresh,
    })
    refresh()
  end,
}
