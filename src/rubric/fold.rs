//! Names without what people write differently: case, hyphens, blanks, slashes, brackets, plurals, forms of one letter.

use unicode_normalization::UnicodeNormalization as _;

/// What is the same for all spellings of a name: "CI/CD" and "ci cd", "Web Sockets" and "websocket", "Unit-Tests" and
/// "unit test". Signs that tell names apart stay: `C`, `C++`, `C#` and `.NET` are four. Empty if it holds no letter or digit.
pub fn fold(name: &str) -> String {
    words(name).concat()
}

/// As [`fold`] has it, but with the plural that the name is written with.
pub(super) fn spelled(name: &str) -> String {
    written(name).concat()
}

/// The words of a folded name.
fn words(name: &str) -> Vec<String> {
    written(name).into_iter().map(singular).collect()
}

fn written(name: &str) -> Vec<String> {
    let name: String = name.nfkc().flat_map(char::to_lowercase).nfkc().collect();
    let mut words = vec![String::new()];
    let mut letters = name.chars().peekable();
    while let Some(letter) = letters.next() {
        let begins = words.last().is_none_or(String::is_empty);
        let next = letters.peek().is_some_and(|next| next.is_alphanumeric());
        match letter {
            letter if letter.is_alphanumeric() => push(&mut words, letter),
            '+' | '#' if !begins => push(&mut words, letter),
            // "C #" is C#, and "C + Java" are two.
            '+' | '#' if is_lone(&words) && letters.peek().is_none_or(|next| !next.is_whitespace()) => {
                words.pop();
                push(&mut words, letter);
            }
            '.' if begins && next => push(&mut words, letter),
            '&' => words.extend(["and".to_owned(), String::new()]),
            // A mark above the letter before, where the two have no form of their own.
            letter if letter.is_ascii() || !is_mark(letter) => words.push(String::new()),
            mark => push(&mut words, mark),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether a new word begins behind one of a single letter.
fn is_lone(words: &[String]) -> bool {
    matches!(words, [.., last, next] if next.is_empty() && last.chars().count() == 1)
}

fn push(words: &mut [String], letter: char) {
    if let Some(word) = words.last_mut() {
        word.push(letter);
    }
}

fn is_mark(letter: char) -> bool {
    unicode_normalization::char::is_combining_mark(letter)
}

/// The word without the sign of a plural, whether it is one or not: only that both numbers come out the same counts.
fn singular(mut word: String) -> String {
    const SHORTEST: usize = 3;
    const NO_PLURALS: [&str; 3] = ["ss", "os", "js"];
    /// `Redis` and `status`, but not `APIs` and `CPUs`.
    const NONE_OF_LONG: [&str; 2] = ["us", "is"];
    const LONGER: [&str; 4] = ["xes", "shes", "sses", "zes"];
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    let cut = match () {
        () if word.chars().count() < SHORTEST || ends(&NO_PLURALS) => 0,
        () if word.len() > "apis".len() && ends(&NONE_OF_LONG) => 0,
        () if word.len() > "ties".len() && word.ends_with("ies") => {
            word.truncate(word.len() - "ies".len());
            word.push('y');
            0
        }
        () if ends(&LONGER) => "es".len(),
        () if word.ends_with('s') => "s".len(),
        () => 0,
    };
    word.truncate(word.len() - cut);
    word
}

/// How a name can be read that is not known as it stands.
pub(super) enum Reading<'t> {
    /// The names are for the same: one and, in brackets, another, or one without "basics of" and the like.
    Either(Vec<&'t str>),
    /// Several names side by side, with slashes, commas or "and" between them.
    Each(Vec<&'t str>),
}

/// The readings of a name, the likeliest first; none if there is nothing to divide or leave out.
pub(super) fn readings(name: &str) -> Vec<Reading<'_>> {
    const JOINTS: [&str; 6] = [" and ", " or ", " & ", " vs ", " - ", " + "];
    let bracketed = name.split_once('(').map(|(before, rest)| vec![before, rest.split(')').next().unwrap_or(rest)]);
    let bare = bare(name);
    let bare = (bare != name).then(|| vec![bare]);
    let mut listed = vec![bare.as_ref().map_or(name, |bare| bare[0])];
    for joint in JOINTS {
        listed = listed.into_iter().flat_map(|part| part.split(joint)).collect();
    }
    let listed: Vec<_> = listed.into_iter().flat_map(|part| part.split(['/', ',', ';', '|'])).collect();
    let listed = Some(listed).filter(|parts| parts.len() > 1);
    [bracketed, bare].into_iter().flatten().map(Reading::Either).chain(listed.map(Reading::Each)).collect()
}

/// A name without what course titles put around it.
fn bare(name: &str) -> &str {
    const BEFORE: [&str; 8] =
        ["what is ", "what are ", "understand ", "learn ", "introduction to ", "basics of ", "concept of ", "basic "];
    const AFTER: [&str; 4] = [" basics", " fundamentals", " concepts", "?"];
    let mut bare = name.trim();
    loop {
        let before = BEFORE.iter().find_map(|words| {
            let head = bare.get(..words.len())?;
            head.eq_ignore_ascii_case(words).then(|| &bare[words.len()..])
        });
        let after = AFTER.iter().find_map(|words| {
            let end = bare.len().checked_sub(words.len())?;
            bare.get(end..)?.eq_ignore_ascii_case(words).then(|| &bare[..end])
        });
        match before.or(after) {
            Some(rest) => bare = rest.trim(),
            None => return bare,
        }
    }
}

/// How near a known name is to a typed one, the nearest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Nearness {
    /// So many letters are other, missing, too many or exchanged.
    Misspelt(usize),
    /// One has the words of the other and so many letters more.
    Part(usize),
}

/// How near a known name is to what was typed; none if it is not likely meant. A name is taken as a whole: a few letters
/// that a long one begins with are no sign of it.
pub(super) fn nearness(typed: &str) -> impl Fn(&str) -> Option<Nearness> {
    /// Of so many letters one may be wrong.
    const LETTERS_A_SLIP: usize = 4;
    const MOST_SLIPS: usize = 3;
    /// Of a shorter name none may be missing or too many but at the end.
    const LONG: usize = 6;
    /// A part is no smaller a share of the whole.
    const MOST_AROUND: usize = 3;
    const LONGEST: usize = 64;
    let typed_words = words(typed);
    let typed = typed_words.concat();
    let length = typed.chars().count();
    move |name| {
        if length == 0 || length > LONGEST {
            return None;
        }
        let name_words = words(name);
        let name = name_words.concat();
        let name_length = name.chars().count();
        let longer = length.max(name_length);
        let allowed = (longer / LETTERS_A_SLIP).min(MOST_SLIPS);
        let more = length.abs_diff(name_length);
        // Short names are many and near to each other.
        let begins = typed.starts_with(&name) || name.starts_with(&typed);
        let may_be = longer >= LONG || begins || more == 0 && typed.chars().next() == name.chars().next();
        let allowed = if begins { allowed.max(1) } else { allowed };
        let slips = (may_be && more <= allowed).then(|| strsim::damerau_levenshtein(&typed, &name));
        let misspelt = slips.filter(|slips| *slips <= allowed).map(Nearness::Misspelt);
        let is_part = || {
            let is_much = length.min(name_length) * MOST_AROUND >= longer;
            is_much && (has_words(&name_words, &typed_words) || has_words(&typed_words, &name_words))
        };
        misspelt.or_else(|| is_part().then_some(Nearness::Part(more)))
    }
}

/// Whether the words of a part stand in the whole side by side, the last of them perhaps only begun.
fn has_words(whole: &[String], part: &[String]) -> bool {
    /// Fewer letters are in too many names.
    const FEWEST: usize = 3;
    let Some((last, first)) = part.split_last() else { return false };
    let begins = |word: &String| word.starts_with(last.as_str()) && last.chars().count() * 2 >= word.chars().count();
    let letters: usize = part.iter().map(|word| word.chars().count()).sum();
    letters >= FEWEST
        && whole.windows(part.len()).any(|here| here.starts_with(first) && here.last().is_some_and(begins))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn same(names: &[&str]) {
        for pair in names.windows(2) {
            assert_eq!(fold(pair[0]), fold(pair[1]), "{} and {}", pair[0], pair[1]);
        }
    }

    #[test]
    fn spellings_of_one_name_are_one() {
        same(&["CI/CD", "CI / CD", "ci cd", "CI-CD", "CiCd"]);
        same(&["domain-driven design", "Domain Driven Design", "DOMAIN DRIVEN DESIGNS"]);
        same(&["WebSockets", "Web Sockets", "websocket", "Web-Socket"]);
        same(&["Node.js", "NodeJS", "node js", "Node JS"]);
        same(&["Ruby on Rails", "Ruby (on Rails)"]);
        same(&["libraries", "library", "Library"]);
        same(&["index", "Indexes"]);
        same(&["DevOps", "Dev Ops", "dev-ops"]);
        same(&["macOS", "Mac OS"]);
        same(&["Networking & Protocols", "networking and protocol"]);
        same(&["ＳＱＬ", "SQL", "S\u{200b}QL"]);
        same(&["Diátaxis", "Dia\u{301}taxis"]);
        same(&["APIs", "API", "api"]);
    }

    #[test]
    fn signs_that_tell_names_apart_stay() {
        let names = ["C", "C++", "C#", "C+", ".NET", "NET", "ASP.NET", "Security", "Security+", "DSA", "RSA"];
        for (at, one) in names.iter().enumerate() {
            for other in &names[at + 1..] {
                assert_ne!(fold(one), fold(other), "{one} and {other}");
            }
        }
        same(&["C# ", "c#", "(C#)", "C #"]);
        same(&["C + Java", "c java"]);
        same(&[".NET Core", ".net-core"]);
        assert_eq!(fold(" -/ "), "");
    }

    #[test]
    fn a_likely_name_is_near_and_an_unlikely_one_is_not() {
        let near = |typed: &str, name: &str| nearness(typed)(name);
        assert_eq!(near("kuberntes", "Kubernetes"), Some(Nearness::Misspelt(1)));
        assert_eq!(near("djagno", "Django"), Some(Nearness::Misspelt(1)));
        assert_eq!(near("goo", "Go"), Some(Nearness::Misspelt(1)));
        assert_eq!(near("sqll", "SQL"), Some(Nearness::Misspelt(1)));
        assert_eq!(near("postgre", "PostgreSQL"), Some(Nearness::Part(3)));
        assert_eq!(near("review", "Code review"), Some(Nearness::Part(4)));
        assert_eq!(near("postgresql database", "postgresql"), Some(Nearness::Part(8)));
        for (typed, name) in [
            ("Devin", "Debian"),
            ("Scala", "scalability"),
            ("Perl", "perf testing"),
            ("go", "MongoDB"),
            ("", "Go"),
            ("Ceph", "CEH"),
            ("Netty", "Jetty"),
            ("Salesforce Marketing Cloud", "cloud"),
        ] {
            assert_eq!(near(typed, name), None, "{typed} is not {name}");
        }
    }

    proptest! {
        #[test]
        fn folding_folded_names_changes_nothing_and_case_neither(name in "[a-zA-Z0-9 ./+#&()-]{0,20}|\\PC{0,12}") {
            let once = fold(&name);
            prop_assert_eq!(&fold(&name.to_uppercase().to_lowercase()), &fold(&name.to_lowercase().to_uppercase()));
            let _ = nearness(&name)(&once);
            let _ = readings(&name);
        }
    }
}
