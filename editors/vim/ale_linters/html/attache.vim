call attache#ale#Define('html', 'html')
