//! A source file as far as the architecture test needs to understand it: its code without comments, texts and tests,
//! and the paths that are named in it.

/// A source file of the library.
pub(super) struct Source {
    /// Its path below `src`.
    pub(super) name: String,
    /// The module it holds, from the crate's root.
    pub(super) module: Vec<String>,
    /// Its code, with texts emptied and without comments and test modules.
    pub(super) code: String,
    /// The names of its modules that are only there for tests and lie in files of their own.
    tests: Vec<String>,
}

impl Source {
    pub(super) fn new(name: &str, text: &str) -> Self {
        let stem = name.trim_end_matches(".rs");
        let mut module: Vec<_> = stem.split('/').map(str::to_owned).collect();
        if module.last().is_some_and(|last| ["mod", "lib", "main"].contains(&last.as_str())) {
            module.pop();
        }
        let (code, tests) = without_tests(&without_texts(&without_comments(text)));
        Self { name: name.to_owned(), module, code, tests }
    }

    /// The modules of tests that this file declares.
    pub(super) fn test_modules(&self) -> Vec<Vec<String>> {
        self.tests.iter().map(|test| self.module.iter().chain([test]).cloned().collect()).collect()
    }

    /// All paths of two or more names, in `use` and elsewhere; the names in braces each make one.
    pub(super) fn paths(&self) -> Vec<Vec<String>> {
        let mut paths = Vec::new();
        let tokens = tokens(&self.code);
        let mut at = 0;
        while at < tokens.len() {
            let starts = is_name(&tokens[at]) && (at == 0 || tokens[at - 1] != "::");
            if starts && tokens.get(at + 1).is_some_and(|next| next == "::") {
                at = tree(&tokens, at, &mut Vec::new(), &mut paths);
            } else {
                at += 1;
            }
        }
        paths
    }

    /// The paths that `use` brings into this module.
    pub(super) fn imports(&self) -> Vec<Vec<String>> {
        let tokens = tokens(&self.code);
        let mut paths = Vec::new();
        for (at, _) in tokens.iter().enumerate().filter(|(_, token)| *token == "use") {
            tree(&tokens, at + 1, &mut Vec::new(), &mut paths);
        }
        paths
    }
}

/// Reads one path, or one tree of paths, that begins at a token; returns the place after it.
fn tree(tokens: &[String], mut at: usize, before: &mut Vec<String>, paths: &mut Vec<Vec<String>>) -> usize {
    let depth = before.len();
    while tokens.get(at).is_some_and(|token| is_name(token)) {
        before.push(tokens[at].clone());
        at += 1;
        if tokens.get(at).is_none_or(|token| token != "::") {
            break;
        }
        at += 1;
    }
    if tokens.get(at).is_some_and(|token| token == "{") && tokens[at - 1] == "::" {
        at += 1;
        while tokens.get(at).is_some_and(|token| token != "}") {
            match tokens[at].as_str() {
                // Another name for what comes before it.
                "as" => at += 2,
                token if is_name(token) => at = tree(tokens, at, before, paths),
                "*" => {
                    paths.push(before.clone());
                    at += 1;
                }
                _ => at += 1,
            }
        }
        at += 1;
    } else {
        paths.push(before.clone());
    }
    before.truncate(depth);
    at
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Names, `::`, and every other character by itself.
fn tokens(code: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = code.trim_start();
    while let Some(first) = rest.chars().next() {
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        let length = if is_part(first) {
            rest.find(|c| !is_part(c)).unwrap_or(rest.len())
        } else if rest.starts_with("::") {
            2
        } else {
            first.len_utf8()
        };
        tokens.push(rest[..length].to_owned());
        rest = rest[length..].trim_start();
    }
    tokens
}

/// The code without comments and without the modules of tests in it.
pub(super) fn without_comments_and_tests(text: &str) -> String {
    without_tests(&without_comments(text)).0
}

/// The length of the text or character literal with which this begins, if it is one.
fn literal(rest: &str) -> Option<usize> {
    if let Some(raw) = rest.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        let end = format!("\"{}", "#".repeat(hashes));
        let body = raw[hashes..].strip_prefix('"')?;
        return Some(1 + hashes + 1 + body.find(&end)? + end.len());
    }
    let quote = rest.chars().next().filter(|c| *c == '"' || *c == '\'')?;
    let mut escaped = false;
    let close = rest.char_indices().skip(1).find(|(_, c)| {
        let is_close = *c == quote && !escaped;
        escaped = *c == '\\' && !escaped;
        is_close
    })?;
    // 'a' is a character, 'a: and 'a> are lifetimes.
    let inner = &rest[1..close.0];
    let is_literal = quote == '"' || inner.starts_with('\\') || inner.chars().count() == 1;
    is_literal.then_some(close.0 + 1)
}

/// Whether a literal can begin here: `r` may be the end of a name.
fn may_begin(before: &str, rest: &str) -> bool {
    !rest.starts_with('r') || !before.ends_with(|c: char| c.is_alphanumeric() && c != 'b' || c == '_')
}

fn without_comments(text: &str) -> String {
    let mut code = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            code.push(' ');
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            code.push(' ');
            block(rest)
        } else {
            let length = literal(rest).filter(|_| may_begin(&code, rest)).unwrap_or(first.len_utf8());
            code.push_str(&rest[..length]);
            length
        };
        rest = &rest[length..];
    }
    code
}

/// The length of a block comment, which may hold others.
fn block(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}

/// The code, without comments already, with all texts and characters emptied.
pub(super) fn without_texts(text: &str) -> String {
    let mut code = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if let Some(length) = literal(rest).filter(|_| may_begin(&code, rest)) {
            code.push_str(if first == '\'' { "''" } else { "\"\"" });
            rest = &rest[length..];
        } else {
            code.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    code
}

/// The code without `#[cfg(test)] mod … { … }`, and the names of the `#[cfg(test)] mod …;`.
fn without_tests(code: &str) -> (String, Vec<String>) {
    const MARK: &str = "#[cfg(test)]";
    let mut left = String::new();
    let mut tests = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find(MARK) {
        left.push_str(&rest[..at]);
        let item = &rest[at + MARK.len()..];
        let end = item.find(['{', ';']).unwrap_or(item.len());
        if item[end..].starts_with('{') {
            rest = &item[end + closed(&item[end..])..];
        } else {
            tests.extend(item[..end].split_whitespace().last().map(str::to_owned));
            rest = item.get(end + 1..).unwrap_or_default();
        }
    }
    (left + rest, tests)
}

/// The length of what stands in braces, with them.
fn closed(code: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in code.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    code.len()
}
