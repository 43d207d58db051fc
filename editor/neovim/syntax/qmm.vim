" Colours while the language server is not there; its semantic tokens come on top.
if exists('b:current_syntax')
  finish
endif

" Matches, not keywords: before a colon each of these is the name of an argument or a setting.
syntax match qmmDeclaration /\v<(model|circuit|function|data|train|target|compare|stage|let|param|fit|modality|label|register|readout|objective|metric)>(\s*:)@!/
syntax match qmmStatement /\v<(use|from|as|encode|into|with|fuse|evolve|on|by|in|control|inverse|require|return)>(\s*:)@!/
syntax match qmmRepeat /\v<(for|repeat)>(\s*:)@!/
syntax match qmmConditional /\v<(if|else)>(\s*:)@!/
syntax match qmmOperator /\v<(and|or|not)>(\s*:)@!/
syntax match qmmBoolean /\v<(true|false)>(\s*:)@!/
syntax match qmmConstant /\v<(pi)>(\s*:)@!/
syntax match qmmKey /\v<\h\w*\ze\s*:/
syntax match qmmType /\v(:\s*)@<=<(image|audio|text|class|word|real|angle|int|bit|bool|string|observable|pair|qubit|circuit|function)>/
syntax match qmmApplied /\v(<with\s+)@<=\h\w*/
syntax match qmmOperator /\v\|\>|\.\.|[=!<>]\=|[-+*\/%@^<>=?]/
syntax match qmmNumber /\v<\d[0-9_]*(\.\d[0-9_]*)?([eE][+-]?\d[0-9_]*)?(kHz|Hz|ms|us|ns|deg|s)?>/
syntax region qmmString start=/"/ skip=/\\./ end=/"/ oneline contains=qmmEscape
syntax match qmmEscape /\v\\(["\\nt]|u\{\x+\})/ contained
syntax match qmmComment /\/\/.*$/ contains=qmmTodo,qmmAllow,@Spell
syntax match qmmDocComment /\/\/[\/!].*$/ contains=@Spell
syntax match qmmAllow /\v(\/\/ )@<=allow [a-z-]+:/ contained
syntax keyword qmmTodo TODO FIXME contained

highlight default link qmmDeclaration Structure
highlight default link qmmStatement Statement
highlight default link qmmRepeat Repeat
highlight default link qmmConditional Conditional
highlight default link qmmOperator Operator
highlight default link qmmBoolean Boolean
highlight default link qmmConstant Constant
highlight default link qmmKey Identifier
highlight default link qmmType Type
highlight default link qmmApplied Function
highlight default link qmmNumber Number
highlight default link qmmString String
highlight default link qmmEscape SpecialChar
highlight default link qmmComment Comment
highlight default link qmmDocComment SpecialComment
highlight default link qmmAllow PreProc
highlight default link qmmTodo Todo

let b:current_syntax = 'qmm'
