//! Folders for what tests write.

use std::fs;
use std::path::PathBuf;

/// A folder that is gone when the test is over.
#[derive(Debug)]
pub struct Folder(pub PathBuf);

impl Folder {
    /// An empty folder; `name` is the test's, and no other folder's of its program.
    ///
    /// # Panics
    /// If it cannot be made.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("barecap-{}-{name}", std::process::id()));
        fs::create_dir(&path).expect("a folder can be made");
        Self(path)
    }

    /// The path of a file in it.
    ///
    /// # Panics
    /// If the system's folder for such files has a name that is not UTF-8.
    #[must_use]
    pub fn file(&self, name: &str) -> String {
        self.0.join(name).to_str().expect("a path in UTF-8").to_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let removed = fs::remove_dir_all(&self.0);
        // A test that has failed already may have left it in any state.
        if !std::thread::panicking() {
            removed.expect("what a test has written can be removed");
        }
    }
}
