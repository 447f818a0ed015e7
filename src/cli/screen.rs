//! The second screen of the terminal, on which questions are asked: left as it was found, whatever happens.

use std::io::{self, Write as _};

use crossterm::{cursor, event, execute, terminal};

/// The second screen, for as long as this lives.
#[derive(Debug)]
pub(crate) struct Screen(());

#[expect(clippy::unused_self, reason = "only while there is a screen, which puts the terminal back")]
impl Screen {
    /// Goes to the second screen, and from now on leaves it when the process is told to end.
    pub(crate) fn enter() -> io::Result<Self> {
        restore_on_signals()?;
        execute!(io::stderr(), terminal::EnterAlternateScreen)?;
        Ok(Self(()))
    }

    /// Keeps the terminal raw from one question to the next, while the answer is saved: what is typed meanwhile is for
    /// the next question, and Ctrl-C too.
    pub(crate) fn stay_raw(&self) {
        // A terminal that is gone fails the next question, which says so.
        let _ = terminal::enable_raw_mode();
    }

    #[expect(clippy::unused_self, reason = "only a screen that was entered can be drawn on")]
    /// Empties the screen and writes these lines at its top.
    pub(crate) fn show(&self, lines: &[String]) -> io::Result<()> {
        let mut out = io::stderr().lock();
        execute!(out, terminal::Clear(terminal::ClearType::All), cursor::MoveTo(0, 0))?;
        for line in lines {
            // In raw mode a line feed does not return.
            write!(out, "{line}\r\n")?;
        }
        out.flush()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

/// Puts the terminal back; a terminal that is gone needs nothing.
fn leave() {
    let _ = terminal::disable_raw_mode();
    let _ = execute!(io::stderr(), event::DisableBracketedPaste, cursor::Show, terminal::LeaveAlternateScreen);
}

/// inquire puts the terminal into raw mode and knows no signals: without this, a killed questionnaire would leave a
/// terminal that does not echo. Answers are on disk already.
#[cfg(unix)]
fn restore_on_signals() -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::{iterator::Signals, low_level};

    let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        if let Some(signal) = signals.forever().next() {
            leave();
            let _ = writeln!(io::stderr(), "stopped; every answer so far is kept");
            let _ = low_level::emulate_default_handler(signal);
        }
    })?;
    Ok(())
}

#[cfg(not(unix))]
fn restore_on_signals() -> io::Result<()> {
    Ok(())
}
