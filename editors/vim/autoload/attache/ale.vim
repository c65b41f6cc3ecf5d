" The server for ALE, the same for every filetype.

let g:attache_executable = get(g:, 'attache_executable', 'attache')
let g:attache_options = get(g:, 'attache_options', {})

" ALE counts columns in bytes, against the protocol: the server is told.
function! attache#ale#Define(filetype, language) abort
  call ale#linter#Define(a:filetype, {
  \ 'name': 'attache',
  \ 'lsp': 'stdio',
  \ 'executable': {-> g:attache_executable},
  \ 'command': '%e lsp',
  \ 'language': a:language,
  \ 'project_root': function('attache#ale#Root'),
  \ 'initialization_options': {-> extend({'positionEncoding': 'utf-8'}, g:attache_options)},
  \})
endfunction

" The next folder with a mark of its own, else that of the file.
function! attache#ale#Root(buffer) abort
  for l:mark in ['attache.toml', '.git/']
    let l:found = l:mark =~# '/$'
    \ ? ale#path#FindNearestDirectory(a:buffer, l:mark)
    \ : ale#path#FindNearestFile(a:buffer, l:mark)
    if !empty(l:found)
      return fnamemodify(l:found, l:mark =~# '/$' ? ':p:h:h' : ':p:h')
    endif
  endfor
  return fnamemodify(bufname(a:buffer), ':p:h')
endfunction
