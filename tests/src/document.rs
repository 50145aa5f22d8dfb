//! The commands of documents, README.md and GUIDE.md, run as they stand there.
//!
//! A shell runs them in a folder of their own, in which `barecap` is found, and stand-ins for what else
//! a test names. What captures until it is told to end is told so after a few seconds, by the signal
//! that Ctrl-C makes.

use crate::binary::barecap;
use crate::conformance::workspace;
use crate::folder::Folder;
use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The text of a document at the top of the project.
///
/// # Panics
/// If it cannot be read.
#[must_use]
pub fn read(name: &str) -> String {
    fs::read_to_string(workspace().join(name)).expect("it is there")
}

/// What is fenced as text of a language, without the fences.
pub fn blocks<'a>(document: &'a str, language: &str) -> impl Iterator<Item = &'a str> {
    let fence = format!("```{language}\n");
    let parts: Vec<_> = document.split(&*fence).skip(1).collect();
    parts.into_iter().map(|block| block.split("```").next().unwrap_or_default())
}

/// The commands of a block of a shell's: a line each, but for those that are drawn in or end in `\`,
/// which belong to others.
pub fn commands(block: &str) -> Vec<String> {
    let mut commands = Vec::<String>::new();
    for line in block.lines() {
        match commands.last_mut() {
            Some(last) if last.ends_with('\\') || line.starts_with(' ') => {
                last.push('\n');
                last.push_str(line);
            }
            _ => commands.push(line.to_owned()),
        }
    }
    commands
}

/// Where commands are run.
#[derive(Debug)]
pub struct Stage(Folder);

impl Stage {
    /// A folder with the program in it, and under `bin`, where programs are looked for first.
    ///
    /// # Panics
    /// If it cannot be made.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let folder = Folder::new(name);
        fs::create_dir(folder.0.join("bin")).expect("a folder can be made");
        for name in ["bin/barecap", "barecap"] {
            symlink(barecap(), folder.0.join(name)).expect("a link can be made");
        }
        Self(folder)
    }

    /// Puts a program there, at a path from the folder.
    ///
    /// # Panics
    /// If it cannot be written.
    pub fn program(&self, path: &str, script: &str) {
        let path = self.0.0.join(path);
        fs::write(&path, script).expect("a program can be written");
        fs::set_permissions(path, Permissions::from_mode(0o755)).expect("it is ours");
    }

    /// Runs a script. After `seconds` it is asked to end, and then, too, its own exit code counts.
    ///
    /// # Panics
    /// If there is no shell.
    #[must_use]
    pub fn run(&self, script: &str, seconds: u32) -> Output {
        run(script, seconds, &self.0.0, Some(&self.0.0.join("bin")))
    }

    /// What is in a file there.
    ///
    /// # Panics
    /// If it is not there.
    #[must_use]
    pub fn content(&self, name: &str) -> Vec<u8> {
        fs::read(self.0.0.join(name)).expect("it is there")
    }
}

/// Runs a script in a folder, with programs of another one found first.
///
/// # Panics
/// If there is no shell.
#[must_use]
pub fn run(script: &str, seconds: u32, folder: &Path, programs: Option<&Path>) -> Output {
    let path = std::env::var("PATH").unwrap_or_default();
    let first = programs.map(|programs| format!("{}:", programs.display())).unwrap_or_default();
    // Those who do not listen are ended the hard way, which is an error.
    Command::new("timeout")
        .args(["--signal=INT", "--preserve-status", "--kill-after=20", &seconds.to_string()])
        .args(["bash", "-eu", "-o", "pipefail", "-c", script])
        .current_dir(folder)
        .env("PATH", format!("{first}{path}"))
        .stdin(Stdio::null())
        .output()
        .expect("coreutils and a shell")
}
