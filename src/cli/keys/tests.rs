#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use super::*;

/// Events with the moment at which each comes, in milliseconds, and a clock that waits for them.
#[derive(Debug)]
struct Script {
    begin: Instant,
    now: u64,
    events: VecDeque<(u64, Event)>,
}

impl Events for Script {
    fn next(&mut self, within: Option<Duration>) -> io::Result<Option<Event>> {
        let Some((when, _)) = self.events.front() else {
            self.now += within.map_or(0, |within| u64::try_from(within.as_millis()).unwrap());
            return within.map(|_| None).ok_or_else(|| io::ErrorKind::UnexpectedEof.into());
        };
        if let Some(within) = within {
            let until = self.now + u64::try_from(within.as_millis()).unwrap();
            if *when > until {
                self.now = until;
                return Ok(None);
            }
        }
        let (when, event) = self.events.pop_front().unwrap();
        self.now = self.now.max(when);
        Ok(Some(event))
    }

    fn now(&self) -> Instant {
        self.begin + Duration::from_millis(self.now)
    }
}

fn plain(code: KeyCode) -> Event {
    Event::Key(code.into())
}

fn with(letter: char, modifiers: KeyModifiers) -> Event {
    Event::Key(KeyEvent::new(KeyCode::Char(letter), modifiers))
}

fn letters(at: u64, letters: &str) -> Vec<(u64, Event)> {
    letters.chars().map(|letter| (at, plain(KeyCode::Char(letter)))).collect()
}

fn keys(events: Vec<(u64, Event)>) -> Keys<Script> {
    Keys::of(Script { begin: Instant::now(), now: 0, events: events.into() })
}

/// All keys that come of it, where each does something.
fn pressed(events: Vec<(u64, Event)>) -> Vec<Key> {
    let mut keys = keys(events);
    std::iter::from_fn(|| keys.pressed().ok()).collect()
}

fn typed(events: Vec<(u64, Event)>) -> Vec<Key> {
    let mut keys = keys(events);
    std::iter::from_fn(|| keys.typed().ok()).collect()
}

const TWO: Key = Key::Char('2');

#[test]
fn a_held_key_is_one_key() {
    let held = |begin: u64, every: u64| (0..20).map(move |n| begin + n * every).collect::<Vec<_>>();
    for (begin, every) in [(250, 92), (500, 33), (660, 40), (1000, 33), (200, 120)] {
        let times = [vec![0], held(begin, every)].concat();
        let events = times.iter().map(|at| (*at, plain(KeyCode::Char('2')))).collect();
        assert_eq!(pressed(events), [TWO], "{begin} {every}");
    }
    assert_eq!(pressed(letters(0, "222")), [TWO]);
    assert_eq!(pressed(vec![(0, plain(KeyCode::Enter)); 80]), [Key::Enter]);
    // Twice in words that are typed, and of arrows, is twice.
    assert_eq!(typed(letters(0, "22")), [TWO, TWO]);
    assert_eq!(pressed(vec![(0, plain(KeyCode::Down)); 3]), [Key::Down, Key::Down, Key::Down]);
}

#[test]
fn a_key_pressed_again_counts_again() {
    for gap in [160, 400, 1100, 1300, 5000] {
        let events = (0..9).flat_map(|n| letters(n * gap, "2")).chain(letters(9 * gap, "3")).collect();
        assert_eq!(pressed(events), [vec![TWO; 9], vec![Key::Char('3')]].concat(), "{gap}");
    }
    assert_eq!(pressed(letters(0, "342")), [Key::Char('3'), Key::Char('4'), TWO]);
}

#[test]
fn an_arrow_that_is_parted_is_an_arrow() {
    for late in [1, 100, 290] {
        let parted = |rest: &str| [vec![(0, plain(KeyCode::Esc))], letters(late, rest)].concat();
        assert_eq!(pressed(parted("[B")), [Key::Down], "{late}");
        assert_eq!(pressed(parted("OA")), [Key::Up]);
        assert_eq!(pressed(parted("[3~")), [Key::Delete]);
        assert_eq!(pressed(parted("[24;80R2")), [TWO]);
        assert_eq!(pressed(parted("]11;rgb:1111/1111/1111")), []);
    }
    // So late that it was taken for Esc, it is at least nothing else.
    let events = [vec![(0, plain(KeyCode::Esc))], letters(400, "[B"), letters(900, "2")].concat();
    assert_eq!(pressed(events), [Key::Esc, TWO]);
    let events = [vec![(0, plain(KeyCode::Esc))], letters(5, "2")].concat();
    assert_eq!(pressed(events), [Key::Esc, TWO]);
}

#[test]
fn what_the_terminal_answers_is_no_key() {
    let end = || with('\\', KeyModifiers::ALT);
    let begin = |letter| vec![(0, with(letter, KeyModifiers::ALT))];
    let colour = [begin(']'), letters(0, "11;rgb:1111/1111/1111"), vec![(0, end())], letters(1, "2")].concat();
    assert_eq!(pressed(colour), [TWO]);
    let name = [begin('P'), letters(0, ">|xterm(370)"), vec![(300, end())], letters(301, "2")].concat();
    assert_eq!(pressed(name), [TWO]);
    let bell = [begin(']'), letters(0, "4;1"), vec![(9, with('g', KeyModifiers::CONTROL))], letters(9, "2")];
    assert_eq!(pressed(bell.concat()), [TWO]);
    // What crossterm leaves of `ESC [ > 0 ; 276 ; 0 c`.
    assert_eq!(pressed([letters(0, "0;276;0c"), letters(50, "2")].concat()), [TWO]);
    assert_eq!(pressed(letters(0, "12;")), []);
}

#[test]
fn letters_with_ctrl_are_no_letters() {
    for letter in 'a'..='z' {
        let events = vec![(0, with(letter, KeyModifiers::CONTROL))];
        assert!(!matches!(pressed(events).as_slice(), [Key::Char(_) | Key::Enter | Key::Esc]), "{letter}");
        assert!(pressed(vec![(0, with(letter, KeyModifiers::ALT))]).iter().all(|key| *key != Key::Char(letter)));
    }
    let at = with('@', KeyModifiers::CONTROL | KeyModifiers::ALT);
    assert_eq!(pressed(vec![(0, at)]), [Key::Char('@')]);
}

#[test]
fn a_paste_is_one_text() {
    let events = vec![(0, Event::Paste("2\n2".to_owned()))];
    assert_eq!(pressed(events), [Key::Paste("2\n2".to_owned())]);
    let parted = [vec![(0, plain(KeyCode::Esc))], letters(100, "[200~22"), vec![(100, plain(KeyCode::Enter))]];
    assert_eq!(pressed([parted.concat(), letters(900, "3")].concat()), [Key::Paste("22\n".to_owned()), Key::Char('3')]);
}
