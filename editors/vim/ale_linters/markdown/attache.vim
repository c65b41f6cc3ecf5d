call attache#ale#Define('markdown', 'markdown')
