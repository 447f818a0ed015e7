//! A seat before the program: a pseudo-terminal with keys to press and a screen to look at.
//!
//! Nothing here sleeps for a while and hopes: every look waits for something to be on the screen, up to [`PATIENCE`].
//! Keys are sent only after the question they answer is visible, and never together with a resize.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::io::{Read as _, Write};
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system};

use crate::support::{ENVIRONMENT, House, SKILLGAP, steady};

/// How long a look waits.
const PATIENCE: Duration = Duration::from_secs(10);

/// How fast a person can press the same key again.
const AGAIN: Duration = Duration::from_millis(200);

/// A run of the program on a pseudo-terminal. It is killed when this value goes.
#[must_use]
pub(crate) struct Seat<'h> {
    house: &'h House,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    /// Kept open, so that the modes can still be read when the program is gone.
    _slave: Box<dyn SlavePty + Send>,
    keys: Box<dyn Write + Send>,
    /// What was pressed last, and when.
    last: Option<(String, Instant)>,
    screen: Arc<Screen>,
    modes: String,
}

struct Screen {
    drawn: Mutex<vt100::Parser>,
    changed: Condvar,
}

impl<'h> Seat<'h> {
    /// Starts the program on a terminal of so many columns and rows.
    pub(crate) fn take(house: &'h House, args: &[&str], size: (u16, u16)) -> Self {
        Self::take_at(house, "xterm-256color", args, size)
    }

    /// The same on a terminal of this kind.
    pub(crate) fn take_at(house: &'h House, terminal: &str, args: &[&str], size: (u16, u16)) -> Self {
        Self::start(house, terminal, (SKILLGAP, args), size)
    }

    /// Starts a shell that stops programs and takes them up again.
    pub(crate) fn at_shell(house: &'h House, size: (u16, u16)) -> Self {
        Self::start(house, "xterm-256color", ("/bin/sh", &["-i", "-m"]), size)
    }

    fn start(house: &'h House, terminal: &str, (program, args): (&str, &[&str]), (columns, rows): (u16, u16)) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let modes = modes(&*pair.master);
        let screen = Arc::new(Screen {
            drawn: Mutex::new(vt100::Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), 0)),
            changed: Condvar::new(),
        });
        let mut output = pair.master.try_clone_reader().unwrap();
        let keys = pair.master.take_writer().unwrap();
        let seen = Arc::clone(&screen);
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(read @ 1..) = output.read(&mut bytes) {
                seen.drawn.lock().unwrap().process(&bytes[..read]);
                seen.changed.notify_all();
            }
        });

        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.env_clear();
        for (name, value) in ENVIRONMENT {
            command.env(name, value);
        }
        command.env("TERM", terminal);
        command.env("HOME", house.path(""));
        command.env("SKILLGAP_DATA_DIR", house.data());
        command.cwd(house.path(""));
        let child = pair.slave.spawn_command(command).unwrap();
        Self { house, child, master: pair.master, _slave: pair.slave, keys, last: None, screen, modes }
    }

    /// Waits until all of these are on the screen at once, and returns the screen.
    #[track_caller]
    pub(crate) fn see(&self, wanted: &[&str]) -> String {
        self.look(&format!("{wanted:?}"), |screen| {
            let text = screen.contents();
            wanted.iter().all(|wanted| text.contains(wanted))
        })
    }

    /// Waits until the screen is so, and returns it.
    #[track_caller]
    pub(crate) fn look(&self, what: &str, is_so: impl Fn(&vt100::Screen) -> bool) -> String {
        let deadline = Instant::now() + PATIENCE;
        let mut drawn = self.screen.drawn.lock().unwrap();
        while !is_so(drawn.screen()) {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                let shown = drawn.screen().contents();
                // A poisoned lock would hide the message.
                drop(drawn);
                panic!("never saw {what}, but:\n{shown}");
            }
            drawn = self.screen.changed.wait_timeout(drawn, left).unwrap().0;
        }
        steady(&drawn.screen().contents(), &self.house.path(""))
    }

    /// Waits for the question about the skill with this title.
    #[track_caller]
    pub(crate) fn asked(&self, title: &str) -> String {
        self.look(&format!("the question about {title}"), |screen| {
            let text = screen.contents();
            // What keys do stands at the foot, so the whole question is drawn.
            text.lines().any(|line| line.trim() == title || line.starts_with(&format!("{title}  ")))
                && text.contains(QUESTION)
                && text.lines().any(|line| line.starts_with('['))
                && text.trim_end().ends_with(']')
        })
    }

    /// Presses keys, one after the other. A person who presses the same key again needs a moment for it: what comes faster
    /// is a key that is held.
    pub(crate) fn press(&mut self, keys: &str) {
        if let Some((_, when)) = self.last.as_ref().filter(|(last, _)| last == keys) {
            thread::sleep(AGAIN.saturating_sub(when.elapsed()));
        }
        self.last = Some((keys.to_owned(), Instant::now()));
        self.type_(keys);
    }

    /// Goes on from a list to tick: Enter, and Enter again once it asks.
    #[track_caller]
    pub(crate) fn go_on(&mut self) {
        self.press("\r");
        self.see(&["again goes on"]);
        self.press("\r");
    }

    /// Sends keys as they are, with no time between them.
    pub(crate) fn type_(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Makes the terminal so large. Nobody presses a key in the same moment, in which the terminal library loses it.
    pub(crate) fn resize(&self, (columns, rows): (u16, u16)) {
        self.screen.drawn.lock().unwrap().screen_mut().set_size(rows.try_into().unwrap(), columns.try_into().unwrap());
        self.master.resize(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).unwrap();
        thread::sleep(AGAIN);
    }

    /// The process.
    pub(crate) fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Sends the process a signal, by its name without SIG.
    pub(crate) fn signal(&self, name: &str) {
        let kill = format!("kill -{name} {}", self.pid());
        assert!(Command::new("/bin/sh").args(["-c", &kill]).status().unwrap().success());
    }

    /// Waits for the end of the process.
    #[track_caller]
    pub(crate) fn ends(&mut self) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            thread::sleep(Duration::from_millis(2));
        }
        panic!("never ended, but shows:\n{}", self.screen.drawn.lock().unwrap().screen().contents());
    }

    /// Waits for the end of the process and checks its code.
    #[track_caller]
    pub(crate) fn exits(&mut self, code: u32) {
        let status = self.ends();
        let shown = || self.screen.drawn.lock().unwrap().screen().contents();
        assert_eq!((status.signal(), status.exit_code()), (None, code), "\n{}", shown());
    }

    /// Checks that the terminal is as it was before the program.
    #[track_caller]
    pub(crate) fn is_as_before(&self) {
        self.look("the terminal as it was", |screen| {
            !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
        });
        assert_eq!(modes(&*self.master), self.modes);
    }
}

/// What every card asks.
pub(crate) const QUESTION: &str = "Choose the highest";

impl Drop for Seat<'_> {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether the terminal echoes, waits for lines and so on.
fn modes(master: &dyn MasterPty) -> String {
    let modes = master.get_termios().unwrap();
    format!("{:?}", (modes.input_flags, modes.output_flags, modes.local_flags))
}
