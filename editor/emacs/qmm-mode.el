;;; qmm-mode.el --- Quantum multimodal models -*- lexical-binding: t; -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "28.1"))
;; Keywords: languages

;;; Commentary:

;; Colours and indents .qmm files, and starts the language server with
;; `M-x eglot'.  Emacs 29 and newer have eglot; for Emacs 28 it is a package.

;;; Code:

(require 'compile)

(defgroup qmm nil
  "Quantum multimodal models."
  :group 'languages)

(defcustom qmm-program "qmm"
  "The program to run where a project has no qmm of its own."
  :type 'string)

(defcustom qmm-indent 2
  "Columns of a level, as `qmm fmt' writes them."
  :type 'natnum
  :safe #'natnump)

(defconst qmm--declarations
  '("model" "circuit" "function" "data" "train" "target" "compare" "stage" "let" "param" "fit"
    "modality" "label" "register" "readout" "objective" "metric")
  "Words that name what follows.")

(defconst qmm--statements
  '("use" "from" "as" "encode" "into" "with" "fuse" "evolve" "on" "by" "in" "for" "repeat" "if"
    "else" "control" "inverse" "require" "return" "and" "or" "not")
  "All other reserved words but the constants.")

(defconst qmm--constants '("true" "false" "pi"))

(defconst qmm--types
  '("image" "audio" "text" "class" "word" "real" "angle" "int" "bit" "bool" "string" "observable"
    "pair" "qubit" "circuit" "function"))

(defconst qmm--number
  (rx symbol-start digit (* (any digit "_")) (? "." digit (* (any digit "_")))
      (? (any "eE") (? (any "+-")) digit (* (any digit "_")))
      (? (or "kHz" "Hz" "ms" "us" "ns" "deg" "s")) symbol-end))

(defconst qmm-font-lock-keywords
  ;; Before a colon a reserved word is the name of an argument or a setting, so this comes first.
  `((,(rx symbol-start (group (any alpha "_") (* (any alnum "_"))) (* blank) ":")
     1 font-lock-variable-name-face)
    (,(rx-to-string `(seq ":" (* blank) (group (or ,@qmm--types) symbol-end)))
     1 font-lock-type-face)
    (,(rx-to-string `(seq symbol-start (or ,@qmm--declarations ,@qmm--statements) symbol-end))
     . font-lock-keyword-face)
    (,(rx-to-string `(seq symbol-start (or ,@qmm--constants) symbol-end)) . font-lock-constant-face)
    (,(rx symbol-start (or "model" "circuit" "function" "data" "target") (+ blank)
          (group (any alpha "_") (* (any alnum "_"))))
     1 font-lock-function-name-face)
    (,(rx symbol-start "with" (+ blank) (group (any alpha "_") (* (any alnum "_"))))
     1 font-lock-function-name-face)
    (,qmm--number . font-lock-constant-face)))

(defvar qmm-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?/ ". 12" table)
    (modify-syntax-entry ?\n ">" table)
    (modify-syntax-entry ?\" "\"" table)
    (modify-syntax-entry ?\\ "\\" table)
    (modify-syntax-entry ?_ "_" table)
    (dolist (sign '(?| ?< ?> ?= ?+ ?- ?* ?% ?@ ?^ ?? ?!))
      (modify-syntax-entry sign "." table))
    table))

(defun qmm-indent-line ()
  "Indent the line by the brackets around it; a line that goes on a level deeper."
  (interactive)
  (let* ((continues '("|>" "into" "with"))
         (column
          (save-excursion
            (back-to-indentation)
            (let ((depth (car (syntax-ppss))))
              (when (looking-at-p "[])}]") (setq depth (1- depth)))
              (when (looking-at-p (rx-to-string `(or (seq ,(car continues))
                                                     (seq (or ,@(cdr continues)) symbol-end))))
                (setq depth (1+ depth)))
              (* qmm-indent (max 0 depth))))))
    (if (<= (current-column) (current-indentation))
        (indent-line-to column)
      (save-excursion (indent-line-to column)))))

;;;###autoload
(define-derived-mode qmm-mode prog-mode "qmm"
  "Mode for quantum multimodal models."
  (setq-local comment-start "// "
              comment-end ""
              comment-start-skip "//[/!]?[ \t]*"
              font-lock-defaults '(qmm-font-lock-keywords)
              indent-line-function #'qmm-indent-line
              indent-tabs-mode nil
              fill-column 100
              imenu-generic-expression
              '((nil "^\\(?:model\\|circuit\\|function\\|data\\|target\\)[ \t]+\\([A-Za-z_][A-Za-z0-9_]*\\)" 1))))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.qmm\\'" . qmm-mode))

(defun qmm--program ()
  "The project's own qmm, so that editor and command line are of one version."
  (let* ((place "node_modules/.bin/qmm")
         (root (locate-dominating-file default-directory place)))
    (if root (expand-file-name place root) qmm-program)))

(defun qmm--server (&rest _)
  "The command line of the language server."
  (list (qmm--program) "lsp" "--stdio"))

(defvar eglot-server-programs)
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '(qmm-mode . qmm--server)))

(defun qmm--run (command)
  "Run a COMMAND of qmm on the file of this buffer."
  (save-buffer)
  (compile (mapconcat #'shell-quote-argument
                      (list (qmm--program) command (file-name-nondirectory buffer-file-name))
                      " ")))

(defun qmm-check ()
  "Tell what is wrong with the model, and its sizes."
  (interactive)
  (qmm--run "check"))

(defun qmm-train ()
  "Train the model."
  (interactive)
  (qmm--run "train"))

(defun qmm-draw ()
  "Draw the model and its circuit."
  (interactive)
  (qmm--run "draw"))

(defun qmm-estimate ()
  "Tell what the model costs."
  (interactive)
  (qmm--run "estimate"))

(define-key qmm-mode-map (kbd "C-c C-c") #'qmm-check)
(define-key qmm-mode-map (kbd "C-c C-t") #'qmm-train)
(define-key qmm-mode-map (kbd "C-c C-d") #'qmm-draw)
(define-key qmm-mode-map (kbd "C-c C-e") #'qmm-estimate)

(provide 'qmm-mode)
;;; qmm-mode.el ends here
