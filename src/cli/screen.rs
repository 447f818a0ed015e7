//! The second screen of the terminal, on which questions are asked: left as it was found, whatever happens.

use std::io::{self, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crossterm::{cursor, event, execute, terminal};

/// The second screen, for as long as this lives.
#[derive(Debug)]
pub(crate) struct Screen(());

#[expect(clippy::unused_self, reason = "only while there is a screen, which puts the terminal back")]
impl Screen {
    /// Goes to the second screen, and from now on leaves it when the process is told to end.
    pub(crate) fn enter() -> io::Result<Self> {
        guard()?;
        IS_SECOND.store(true, Ordering::SeqCst);
        execute!(io::stderr(), terminal::EnterAlternateScreen)?;
        let screen = Self(());
        screen.stay_raw();
        // From the first look on, a change of size is heard of, even one before the first key.
        event::poll(Duration::ZERO)?;
        Ok(screen)
    }

    /// Keeps the terminal raw from one question to the next, while the answer is saved: what is typed meanwhile is for
    /// the next question, and Ctrl-C too.
    pub(crate) fn stay_raw(&self) {
        // A terminal that is gone fails the next question, which says so.
        let _ = terminal::enable_raw_mode();
    }

    /// Empties the screen and writes these lines at its top.
    pub(crate) fn show(&self, lines: &[String]) -> io::Result<()> {
        // Before anything can be seen, so that no key is typed on a terminal that waits for lines.
        self.stay_raw();
        let mut out = io::stderr().lock();
        execute!(out, terminal::Clear(terminal::ClearType::All), cursor::MoveTo(0, 0))?;
        for line in lines {
            // In raw mode a line feed does not return.
            write!(out, "{line}\r\n")?;
        }
        out.flush()
    }

    /// The next key, in raw mode.
    pub(crate) fn key(&self) -> io::Result<Key> {
        self.stay_raw();
        loop {
            match event::read()? {
                event::Event::Key(key) if key.kind != event::KeyEventKind::Release => return Ok(Key::of(key)),
                event::Event::Resize(..) => return Ok(Key::Resize),
                _ => {}
            }
        }
    }

    /// Drops the keys that were typed already; whether Ctrl-C was among them.
    pub(crate) fn forget_keys(&self) -> io::Result<bool> {
        self.stay_raw();
        let mut is_interrupted = false;
        while event::poll(Duration::ZERO)? {
            let event = event::read()?;
            is_interrupted |= event.as_key_press_event().is_some_and(|key| Key::of(key) == Key::Interrupt);
        }
        Ok(is_interrupted)
    }
}

/// What was pressed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Key {
    Char(char),
    Up,
    Down,
    Enter,
    Esc,
    /// Ctrl-C or Ctrl-D.
    Interrupt,
    /// The terminal has another size now.
    Resize,
    Other,
}

impl Key {
    const fn of(key: event::KeyEvent) -> Self {
        match key.code {
            event::KeyCode::Char('c' | 'd') if key.modifiers.contains(event::KeyModifiers::CONTROL) => Self::Interrupt,
            event::KeyCode::Char(_) if key.modifiers.contains(event::KeyModifiers::CONTROL) => Self::Other,
            event::KeyCode::Char(typed) => Self::Char(typed),
            event::KeyCode::Up => Self::Up,
            event::KeyCode::Down => Self::Down,
            event::KeyCode::Enter => Self::Enter,
            event::KeyCode::Esc => Self::Esc,
            _ => Self::Other,
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave(&mut io::stderr());
    }
}

/// Takes back the line above, which told what was chosen.
pub(crate) fn forget_line() {
    // A line too many is no harm.
    let _ = execute!(io::stderr(), cursor::MoveUp(1), terminal::Clear(terminal::ClearType::FromCursorDown));
}

/// Whether the second screen is shown.
static IS_SECOND: AtomicBool = AtomicBool::new(false);

/// Puts the terminal back and tells whether it was on the second screen; a terminal that is gone needs nothing.
fn leave(out: &mut impl io::Write) -> bool {
    let _ = terminal::disable_raw_mode();
    let _ = execute!(out, event::DisableBracketedPaste, cursor::Show);
    let was_second = IS_SECOND.swap(false, Ordering::SeqCst);
    if was_second {
        let _ = execute!(out, terminal::LeaveAlternateScreen);
    }
    was_second
}

/// From now on the terminal is put back when the process is told to end, or when it panics, before the message that would
/// go with the second screen. inquire puts the terminal into raw mode and knows nothing of either.
pub(crate) fn guard() -> io::Result<()> {
    static IS_GUARDED: AtomicBool = AtomicBool::new(false);
    if IS_GUARDED.swap(true, Ordering::SeqCst) {
        return Ok(());
    }
    let tell = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if leave(&mut io::stderr()) {
            let _ = writeln!(io::stderr(), "{KEPT}");
        }
        tell(panic);
    }));
    restore_on_signals()
}

#[cfg(unix)]
fn restore_on_signals() -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    use signal_hook::low_level;

    on_signal([SIGHUP, SIGINT, SIGQUIT, SIGTERM].as_slice(), |signal| {
        // Whoever is just drawing waits here until the process is gone.
        let mut out = io::stderr().lock();
        if leave(&mut out) {
            // Answers are on disk already.
            let _ = writeln!(out, "stopped; {KEPT}");
        }
        // A question that was just being put may have made it raw again.
        let _ = terminal::disable_raw_mode();
        let _ = low_level::emulate_default_handler(signal);
    })
}

#[cfg(not(unix))]
fn restore_on_signals() -> io::Result<()> {
    Ok(())
}

/// What a questionnaire says of itself when it is stopped.
pub(crate) const KEPT: &str = "every answer so far is kept";

/// Where lines are read, which need no screen: from now on Ctrl-C says this and ends the program.
#[cfg(unix)]
pub(crate) fn say_on_interrupt(kept: &'static str) -> io::Result<()> {
    on_signal([signal_hook::consts::SIGINT].as_slice(), move |_| {
        // The terminal has shown ^C on the line.
        let _ = writeln!(io::stderr(), "\nstopped; {kept}");
        signal_hook::low_level::exit(INTERRUPTED);
    })
}

#[cfg(not(unix))]
pub(crate) fn say_on_interrupt(_: &'static str) -> io::Result<()> {
    Ok(())
}

/// The exit code of a program that was interrupted.
#[cfg(unix)]
const INTERRUPTED: i32 = 130;

/// Does this at the first of the signals, on a thread of its own.
#[cfg(unix)]
fn on_signal(signals: &[i32], does: impl FnOnce(i32) + Send + 'static) -> io::Result<()> {
    let mut signals = signal_hook::iterator::Signals::new(signals)?;
    std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        if let Some(signal) = signals.forever().next() {
            does(signal);
        }
    })?;
    Ok(())
}
