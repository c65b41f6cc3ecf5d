" Run by vim.sh. Leaves with 1 at the first thing that does not hold.
set nocompatible hidden encoding=utf-8 nomore
set shortmess+=A
exe 'set runtimepath^=' . fnameescape($ALE) . ',' . fnameescape($OURS)
let g:ale_linters_explicit = 1
let g:ale_linters = {'markdown': ['attache']}
let g:ale_lint_delay = 0
let g:ale_hover_to_preview = 1
let g:ale_set_balloons = 0
let g:attache_executable = $ATTACHE
filetype plugin on
runtime! plugin/ale.vim

let s:said = []

function! Check(name, holds, ...) abort
  call add(s:said, a:holds ? 'ok ' . a:name : 'FAILED ' . a:name . (a:0 ? ': ' . string(a:1) : ''))
  if !a:holds
    call Leave(1)
  endif
endfunction

function! Leave(code) abort
  call writefile(s:said, $RESULT)
  execute a:code ? 'cquit!' : 'qall!'
endfunction

" Waits until a:holds gives something, and gives that.
function! Await(name, holds) abort
  let l:start = reltime()
  while reltimefloat(reltime(l:start)) < str2float($ATTACHE_PATIENCE)
    let l:value = a:holds()
    if !empty(l:value)
      call Check(a:name, 1)
      return l:value
    endif
    sleep 20m
  endwhile
  call Check(a:name, 0)
endfunction

function! Findings() abort
  return filter(copy(ale#engine#GetLoclist(s:buffer)), 'v:val.code ==# "leader/former-incumbent"')
endfunction

function! Card() abort
  for l:window in range(1, winnr('$'))
    if getwinvar(l:window, '&previewwindow')
      return join(getbufline(winbufnr(l:window), 1, '$'), "\n")
    endif
  endfor
  return ''
endfunction

function! Run() abort
  execute 'edit' fnameescape($ARTICLE)
  let s:buffer = bufnr('')
  call Check('the filetype is markdown', &filetype ==# 'markdown', &filetype)
  let l:line = getline(6)
  " Columns of Vim are bytes, from 1.
  let l:former = stridx(l:line, 'former') + 1
  let l:found = Await('the finding comes', function('Findings'))[0]
  call Check('the finding is in its line', l:found.lnum == 6, l:found)
  call Check('the finding starts at its word', l:found.col == l:former, l:found)
  call Check('the finding ends with its word', l:found.end_col == l:former + len('former') - 1, l:found)
  call Check('the finding is an error', l:found.type ==# 'E', l:found)

  call cursor(6, stridx(l:line, 'Donald') + 2)
  ALEHover
  let l:card = Await('a card opens on hover', function('Card'))
  call Check('the card tells of the person and the office', l:card =~# 'Donald Trump' && l:card =~# 'President', l:card)
  pclose

  ALEGoToDefinition
  call Await('the definition opens another page', {-> bufnr('') != s:buffer})
  call Check('the cursor is in the line of the record', getline('.') =~# '^\[donald-trump\]', getline('.'))
  execute 'buffer' s:buffer

  call cursor(6, l:former)
  let l:fixed = substitute(l:line, 'former ', '', '')
  " The fix is the first thing that is offered; a question would be answered with it.
  call feedkeys("1\<CR>", 't')
  ALECodeAction
  call Await('the fix deletes the word', {-> getline(6) ==# l:fixed})
  call ale#Queue(0)
  call Await('the finding goes', {-> empty(Findings())})

  let l:second = getline(7)
  call cursor(7, stridx(l:second, 'said Zelenskyy') + 7)
  " ALERename asks for the name, with the old one written already.
  call feedkeys("\<C-u>Zelensky\<CR>", 't')
  ALERename
  let l:renamed = substitute(l:second, '\(said\|and\) Zelenskyy', '\1 Zelensky', 'g')
  call Await('rename writes the surname otherwise, twice, and leaves the full name', {-> getline(7) ==# l:renamed})

  call system(shellescape($KILL_SERVER))
  call Check('the server is killed', v:shell_error == 0)
  call Await('the editor sees that it is gone', {-> empty(ale#lsp#GetConnections())})
  call setline(6, l:line)
  call ale#Queue(0)
  call Await('a new server finds the mistake again', function('Findings'))
endfunction

try
  call add(s:said, 'Vim ' . v:versionlong . ', ALE ' . ale#ToString())
catch
  call add(s:said, 'Vim ' . v:versionlong)
endtry
try
  call Run()
catch
  call Check('nothing goes wrong', 0, v:exception . ' @ ' . v:throwpoint)
endtry
call add(s:said, 'passed')
call Leave(0)
