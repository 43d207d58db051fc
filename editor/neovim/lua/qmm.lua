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
  vim.cmd.update()
  local command = vim.list_extend({ M.program() }, words)
  vim.cmd.new()
  vim.fn.jobstart(command, { term = true })
end

--- What a code lens does: it says of which file, of which of its declarations, and for which machine.
---@type table<string, fun(file: string, name?: string, target?: string): string[]>
M.lenses = {
  ['qmm.train'] = function(file, name)
    return { 'train', file, name }
  end,
  ['qmm.compare'] = function(file, name)
    return { 'compare', file, name }
  end,
  ['qmm.evaluate'] = function()
    return { 'eval', 'last' }
  end,
  ['qmm.draw'] = function(file)
    return { 'draw', file }
  end,
  ['qmm.estimate'] = function(file)
    return { 'estimate', file }
  end,
  ['qmm.compile'] = function(file, _, target)
    local words = { 'compile', file, '--to', 'openqasm3' }
    return target and vim.list_extend(words, { '--target', target }) or words
  end,
}

return M
