local M = {}

--- The qmm for this buffer. The project's own comes first, so that editor and command line are of one version.
---@return string
function M.program()
  local own = vim.fs.find('node_modules/.bin/qmm', {
    upward = true,
    path = vim.fs.dirname(vim.api.nvim_buf_get_name(0)),
  })[1]
  return own or vim.g.qmm_program or 'qmm'
end

--- Runs qmm in a terminal below.
---@param words string[] what follows `qmm` on the command line
function M.run(words)
  local command = vim.list_extend({ M.program() }, words)
  vim.cmd.new()
  vim.fn.jobstart(command, { term = true })
end

return M
