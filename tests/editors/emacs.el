;;; emacs.el --- Run by emacs.sh; leaves with 1 at the first thing that does not hold  -*- lexical-binding: t; -*-

(package-initialize)
(require 'cl-lib)
(require 'attache-eglot)
(require 'xref)

(setq attache-eglot-command (list (getenv "ATTACHE") "lsp")
      eglot-sync-connect (string-to-number (getenv "ATTACHE_PATIENCE"))
      eglot-connect-timeout (string-to-number (getenv "ATTACHE_PATIENCE"))
      eglot-confirm-server-initiated-edits nil
      xref-prompt-for-identifier nil
      make-backup-files nil
      auto-save-default nil
      create-lockfiles nil)

(defun test-check (name holds &optional seen)
  (unless holds
    (message "FAILED %s: %S" name seen)
    (kill-emacs 1))
  (message "ok %s" name))

(defun test-await (name holds)
  "Wait until HOLDS gives something, and give that."
  (let ((end (+ (float-time) (string-to-number (getenv "ATTACHE_PATIENCE")))) value)
    (while (and (not (setq value (funcall holds))) (< (float-time) end))
      (accept-process-output nil 0.02))
    (test-check name value)
    value))

(defun test-finding ()
  (with-current-buffer test-article
    (cl-find-if (lambda (it) (string-match-p "holds this office" (flymake-diagnostic-text it)))
                (flymake-diagnostics))))

(defun test-line (number)
  (with-current-buffer test-article
    (save-excursion
      (goto-char (point-min))
      (forward-line (1- number))
      (buffer-substring-no-properties (point) (line-end-position)))))

(defun test-goto (word)
  "Put point on the second character of WORD, looking from the start."
  (switch-to-buffer test-article)
  (goto-char (point-min))
  (search-forward word)
  (goto-char (1+ (match-beginning 0))))

(add-to-list 'auto-mode-alist '("\\.md\\'" . text-mode))

(defvar test-article (find-file-noselect (getenv "ARTICLE")))
(defvar test-text (with-current-buffer test-article (buffer-string)))

(condition-case problem
    (progn
      (message "Emacs %s" emacs-version)
      (switch-to-buffer test-article)
      (apply #'eglot (eglot--guess-contact))
      (test-check "the server runs" (eglot-managed-p))

      (let ((finding (test-await "the finding comes" #'test-finding)))
        (goto-char (point-min))
        (search-forward "former")
        (test-check "the finding starts at its word" (= (flymake-diagnostic-beg finding) (match-beginning 0)) finding)
        (test-check "the finding ends with its word" (= (flymake-diagnostic-end finding) (match-end 0)) finding)
        (test-check "the finding is an error" (eq (flymake-diagnostic-type finding) 'eglot-error) finding))

      (test-goto "Donald")
      (let (card)
        (eglot-hover-eldoc-function (lambda (text &rest _) (setq card (substring-no-properties text))))
        (test-await "a card comes on hover" (lambda () card))
        (test-check "the card tells of the person and the office"
                    (and (string-match-p "Donald Trump" card) (string-match-p "President" card)) card))

      (xref-find-definitions (xref-backend-identifier-at-point 'eglot))
      (test-check "the definition opens another page" (not (eq (current-buffer) test-article)))
      (test-check "point is in the line of the record" (string-prefix-p "[donald-trump]" (thing-at-point 'line t))
                  (thing-at-point 'line t))

      (test-goto "former")
      (let ((fixed (string-replace "former " "" (test-line 6)))
            (choose (lambda (_prompt all &rest _)
                      (car (cl-find-if (lambda (it) (string-match-p "former" (if (consp it) (car it) it))) all)))))
        (cl-letf (((symbol-function 'completing-read) choose))
          (eglot-code-actions (point) (point) "quickfix" t))
        (test-await "the fix deletes the word" (lambda () (equal (test-line 6) fixed)))
        ;; Without a screen Emacs is never idle, which is when Eglot tells of changes.
        (eglot--signal-textDocument/didChange)
        (test-await "the finding goes" (lambda () (not (test-finding)))))

      (let ((renamed (replace-regexp-in-string "\\(said\\|and\\) Zelenskyy" "\\1 Zelensky" (test-line 7))))
        (test-goto "said Zelenskyy.")
        (search-forward "Zel")
        (eglot-rename "Zelensky")
        (test-check "rename writes the surname otherwise, twice, and leaves the full name"
                    (equal (test-line 7) renamed) (test-line 7)))

      (let ((before (eglot-current-server)))
        (test-check "the server is killed" (eq 0 (call-process (getenv "KILL_SERVER"))))
        (test-await "the editor sees that it is gone"
                    (lambda () (not (eq before (with-current-buffer test-article (eglot-current-server))))))
        (switch-to-buffer test-article)
        ;; Eglot connects again by itself only to a server that has lived for some seconds.
        (unless (eglot-managed-p)
          (apply #'eglot (eglot--guess-contact)))
        (erase-buffer)
        (insert test-text)
        (eglot--signal-textDocument/didChange)
        (test-await "a new server finds the mistake again" #'test-finding))

      (set-buffer-modified-p nil)
      (message "passed")
      (kill-emacs 0))
  (error
   (message "FAILED %S" problem)
   (kill-emacs 1)))
