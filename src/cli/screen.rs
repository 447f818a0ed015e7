//! The second screen of the terminal, on which questions are asked: left as it was found, whatever happens.

use std::cell::RefCell;
use std::io::{self, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crossterm::{cursor, event, execute, queue, terminal};

use super::keys::{Key, Keys};

/// The second screen, for as long as this lives.
#[derive(Debug)]
pub(crate) struct Screen {
    keys: RefCell<Keys>,
}

impl Screen {
    /// Goes to the second screen, and from now on leaves it when the process is told to end.
    pub(crate) fn enter() -> io::Result<Self> {
        guard()?;
        begin()?;
        Ok(Self { keys: RefCell::new(Keys::new()) })
    }

    /// Writes these lines at the top of the screen and nothing else; the cursor stands at this row and column, or is not seen.
    #[expect(clippy::unused_self, reason = "only who holds the screen may draw on it")]
    pub(crate) fn show(&self, lines: &[String], cursor: Option<(usize, usize)>) -> io::Result<()> {
        // All at once, so that nobody sees half a screen.
        let mut out = Vec::new();
        queue!(out, cursor::Hide, cursor::MoveTo(0, 0))?;
        for (at, line) in lines.iter().enumerate() {
            // In raw mode a line feed does not return.
            write!(out, "{}{line}", if at == 0 { "" } else { "\r\n" })?;
            queue!(out, terminal::Clear(terminal::ClearType::UntilNewLine))?;
        }
        queue!(out, terminal::Clear(terminal::ClearType::FromCursorDown))?;
        if let Some((row, column)) = cursor {
            let at = |place: usize| u16::try_from(place).unwrap_or(u16::MAX);
            queue!(out, cursor::MoveTo(at(column), at(row)), cursor::Show)?;
        }
        io::stderr().lock().write_all(&out)
    }

    /// The next key where each one does something.
    pub(crate) fn pressed(&self) -> io::Result<Key> {
        let key = self.keys.borrow_mut().pressed()?;
        match key {
            Key::Suspend => suspend(),
            // As in every program that reads from a terminal.
            Key::Ctrl('d') => Ok(Key::Interrupt),
            key => Ok(key),
        }
    }

    /// The next key where each one types.
    pub(crate) fn typed(&self) -> io::Result<Key> {
        let key = self.keys.borrow_mut().typed()?;
        if key == Key::Suspend { suspend() } else { Ok(key) }
    }

    /// Drops the keys that were typed already; whether Ctrl-C was among them.
    pub(crate) fn forget_keys(&self) -> io::Result<bool> {
        self.keys.borrow_mut().forget()
    }
}

fn begin() -> io::Result<()> {
    IS_SECOND.store(true, Ordering::SeqCst);
    terminal::enable_raw_mode()?;
    execute!(io::stderr(), terminal::EnterAlternateScreen, event::EnableBracketedPaste)?;
    // From the first look on, a change of size is heard of, even one before the first key.
    event::poll(Duration::ZERO).map(|_| ())
}

/// Gives the terminal back to the shell until it takes the program up again; then all is drawn anew.
fn suspend() -> io::Result<Key> {
    leave(&mut io::stderr());
    // Where no shell could take it up again, the system passes over it.
    #[cfg(unix)]
    signal_hook::low_level::raise(signal_hook::consts::SIGTSTP)?;
    begin()?;
    Ok(Key::Redraw)
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
    restore_on_signals()?;
    end_with_terminal()
}

/// Ends the program, as a hang-up does, soon after its terminal is gone without one: the library that reads keys would
/// read the end of the input again and again.
#[cfg(unix)]
fn end_with_terminal() -> io::Result<()> {
    const LOOK: Duration = Duration::from_millis(400);
    if !super::terminal::is_answered() {
        return Ok(());
    }
    let watch = || {
        while super::terminal::is_answered() {
            std::thread::sleep(LOOK);
        }
        // Nobody is left to read a word, and answers are on disk already.
        let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGHUP);
    };
    std::thread::Builder::new().name("terminal".to_owned()).spawn(watch).map(drop)
}

#[cfg(not(unix))]
fn end_with_terminal() -> io::Result<()> {
    Ok(())
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
