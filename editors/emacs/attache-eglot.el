;;; attache-eglot.el --- Check leaders and treaties in articles, with Eglot  -*- lexical-binding: t; -*-

;; Author: The Attaché authors
;; Version: 0.1.0
;; Package-Requires: ((emacs "28.1") (eglot "1.9"))
;; Keywords: wp, tools
;; URL: https://github.com/attache-ls/attache
;; SPDX-License-Identifier: MIT OR Apache-2.0

;;; Commentary:

;; Tells Eglot to run `attache lsp' for plain text, Markdown and HTML.  `M-x eglot' starts it; to have it started for each
;; article, add `eglot-ensure' to the hooks of the modes.

;;; Code:

(require 'eglot)

(defgroup attache nil
  "Check leaders and treaties in articles against dated records."
  :group 'tools)

(defcustom attache-eglot-command '("attache" "lsp")
  "Program that is the server, and its arguments."
  :type '(repeat string)
  :group 'attache)

(defcustom attache-eglot-options nil
  "What the server takes, as a plist in the shape of its JSON: (:today \"2025-08-28\" :inlayHints (:enable t))."
  :type 'plist
  :group 'attache)

(defun attache-eglot--contact (&rest _)
  "How Eglot reaches the server, with its options."
  (if attache-eglot-options
      (append attache-eglot-command (list :initializationOptions attache-eglot-options))
    attache-eglot-command))

;; The ids are those of the protocol; Eglot would make "text" of `text-mode' and "mhtml" of `mhtml-mode'.
;;;###autoload
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               '(((text-mode :language-id "plaintext")
                  (markdown-mode :language-id "markdown")
                  (gfm-mode :language-id "markdown")
                  (html-mode :language-id "html")
                  (mhtml-mode :language-id "html"))
                 . attache-eglot--contact)))

(provide 'attache-eglot)

;;; attache-eglot.el ends here
