# For a kakrc, with kakoune-lsp 18 or later.
eval %sh{kak-lsp}
lsp-enable

# Kakoune has no filetype for plain text.
hook global BufCreate .*\.(txt|text) %{ set-option buffer filetype plaintext }

hook -group lsp-filetype-attache global BufSetOption filetype=(plaintext|markdown|html) %{
    set-option -add buffer lsp_servers %{
        [attache]
        command = "attache"
        args = ["lsp"]
        root_globs = ["attache.toml", ".git"]
        # What the server takes:
        # settings_section = "attache"
        # [attache.settings.attache]
        # today = "2025-08-28"
    }
}
