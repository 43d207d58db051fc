;;; session.el --- What somebody does in Emacs, told in $QMM_REPORT -*- lexical-binding: t; -*-

(require 'json)
(require 'cl-lib)
(require 'qmm-mode)
;; A package before Emacs 29.
(unless (locate-library "eglot") (package-initialize))
(require 'eglot)

(defvar report nil "What has been seen so far.")

(defun tell (key value)
  (push (cons key value) report))

(defun wait-for (what condition)
  (with-timeout (30 (error "Waited in vain for %s" what))
    (while (not (funcall condition))
      (accept-process-output nil 0.05))))

(defun shown ()
  ;; Emacs does both when nobody types, which never comes in a script.
  (eglot--signal-textDocument/didChange)
  (flymake-start)
  (flymake-diagnostics))

(defun line-at (number)
  (save-excursion
    (goto-char (point-min))
    (forward-line (1- number))
    (buffer-substring-no-properties (line-beginning-position) (line-end-position))))

(defun face-of (text)
  "The face of the first letter of TEXT."
  (save-excursion
    (goto-char (point-min))
    (search-forward text)
    (let ((face (get-text-property (match-beginning 0) 'face)))
      (symbol-name (if (consp face) (car face) face)))))

(defun session ()
  (setq eglot-sync-connect 20
        eglot-autoshutdown nil
        make-backup-files nil)
  (find-file (getenv "QMM_FILE"))
  (tell 'mode (symbol-name major-mode))
  (font-lock-ensure)
  (tell 'faces (mapcar (lambda (text) (cons (intern text) (face-of text)))
                       '("model" "real" "flower: real" "// one")))
  (call-interactively #'eglot)
  (flymake-mode 1)
  (wait-for "a diagnostic" #'shown)
  (let ((first (car (flymake-diagnostics))))
    (tell 'shown (vector (list (cons 'line (line-number-at-pos (flymake-diagnostic-beg first)))
                               (cons 'message (flymake-diagnostic-text first)))))
    (goto-char (flymake-diagnostic-beg first)))
  ;; Asked at the keyboard, not with the mouse, the first of several fixes is taken.
  (cl-letf ((last-nonmenu-event t)
            ((symbol-function 'completing-read)
             (lambda (_prompt choices &rest _) (caar choices))))
    (eglot-code-actions (point) (point) "quickfix" t))
  (tell 'fixed (line-at 6))
  (wait-for "a clean text" (lambda () (not (shown))))
  (eglot-format-buffer)
  (tell 'formatted (line-at 7))
  (goto-char (point-min))
  (search-forward "register ")
  (eglot-rename "petals")
  (tell 'renamed (line-at 7))
  (save-buffer))

(condition-case problem
    (session)
  (error (tell 'problem (error-message-string problem))))

(with-temp-file (getenv "QMM_REPORT")
  (insert (json-encode report)))
;; The server ends with the pipe.
(kill-emacs 0)
