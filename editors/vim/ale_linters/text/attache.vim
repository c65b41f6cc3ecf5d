call attache#ale#Define('text', 'plaintext')
