vim.filetype.add({ extension = { qmm = 'qmm' } })
