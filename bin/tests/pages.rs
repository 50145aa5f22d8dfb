//! The manual page and the completions of shells, made from the table of options: what stands in
//! `bin/pages` is what the table says.
//!
//! `BARECAP_WRITE_PAGES=1 cargo test -p barecap --test pages` writes them anew.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use barecap_cli::flags::{Flag, LONGEST_HELP, Row, Status, rows};
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

/// An option as pages write it.
struct Option_ {
    letter: Option<char>,
    long: String,
    value: String,
    help: String,
}

impl Option_ {
    fn of(flag: Flag) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let letter = Some(char::from(flag.letter())).filter(|letter| *letter != ' ');
        let help = text(flag.help(&mut [0; LONGEST_HELP]));
        Self { letter, long: text(flag.long()), value: text(flag.value()), help }
    }

    /// Its spellings, with dashes.
    fn names(&self) -> Vec<String> {
        let long = Some(format!("--{}", self.long)).filter(|_| !self.long.is_empty());
        self.letter.map(|letter| format!("-{letter}")).into_iter().chain(long).collect()
    }

    /// What its value is completed with.
    fn values(&self) -> Values<'_> {
        match self.value.as_str() {
            "" => Values::None,
            "FILE" => Values::Files,
            "IF" => Values::Interfaces,
            "USER" => Values::Users,
            "COMMAND" => Values::Commands,
            words if words.starts_with('[') => Values::None,
            words if words.contains('/') => Values::Words(words.split('/').collect()),
            _ => Values::Unknown,
        }
    }
}

enum Values<'a> {
    None,
    Files,
    Interfaces,
    Users,
    Commands,
    Words(Vec<&'a str>),
    Unknown,
}

/// The options that there are, under their titles.
fn groups() -> Vec<(String, Vec<Option_>)> {
    let mut groups: Vec<(String, Vec<Option_>)> = Vec::new();
    for row in rows() {
        match row {
            Row::Title(title) => {
                groups.push((String::from_utf8(title.to_vec()).unwrap(), Vec::new()));
            }
            Row::Flag(flag) if flag.status() == Status::Offered => {
                groups.last_mut().unwrap().1.push(Option_::of(flag));
            }
            Row::Flag(_) => {}
        }
    }
    groups
}

fn options() -> impl Iterator<Item = Option_> {
    groups().into_iter().flat_map(|(_, options)| options)
}

/// Text for troff(1): no hyphen is a dash, and no line begins with a request.
fn roff(text: &str) -> String {
    text.replace('\\', "\\e").replace('-', "\\-").replace("\n.", "\n\\&.")
}

fn manual() -> String {
    let mut page = include_str!("manual.head.1").to_owned();
    for (title, options) in groups() {
        writeln!(page, ".SS {}", roff(&title)).unwrap();
        for option in options {
            let value = match option.value.as_str() {
                "" => String::new(),
                value if value.starts_with('[') => format!("\\fR{}\\fP", roff(value)),
                value if option.long.is_empty() => format!(" \\fI{}\\fP", roff(value)),
                value => format!("\\fR=\\fP\\fI{}\\fP", roff(value)),
            };
            let names: Vec<_> =
                option.names().iter().map(|name| format!("\\fB{}\\fP", roff(name))).collect();
            writeln!(page, ".TP\n{}{value}\n{}.", names.join(", "), roff(&option.help)).unwrap();
        }
    }
    page + include_str!("manual.tail.1")
}

fn bash() -> String {
    let mut cases = String::new();
    for option in options() {
        let reply = match option.values() {
            Values::None => continue,
            // Readline knows names with spaces and a tilde in front.
            Values::Files => "compopt -o default; COMPREPLY=()".into(),
            Values::Interfaces => {
                "COMPREPLY=($(compgen -W \"any $(ls /sys/class/net)\" -- \"$cur\"))".into()
            }
            Values::Users => "COMPREPLY=($(compgen -u -- \"$cur\"))".into(),
            Values::Commands => "COMPREPLY=($(compgen -c -- \"$cur\"))".into(),
            Values::Words(words) => {
                format!("COMPREPLY=($(compgen -W \"{}\" -- \"$cur\"))", words.join(" "))
            }
            Values::Unknown => "COMPREPLY=()".into(),
        };
        writeln!(cases, "        {}) {reply}; return ;;", option.names().join("|")).unwrap();
    }
    let names: Vec<_> = options().flat_map(|option| option.names()).collect();
    format!(
        "# bash completion for barecap\n\
         _barecap() {{\n    \
             local cur prev words cword\n    \
             _get_comp_words_by_ref -n = cur prev words cword 2>/dev/null || {{\n        \
                 cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}}\n        \
                 # An equals sign is a word of its own here.\n        \
                 case $cur in =) cur= ;; esac\n        \
                 case $prev in =) prev=${{COMP_WORDS[COMP_CWORD-2]}} ;; esac\n    \
             }}\n    \
             case $cur in --*=*) prev=${{cur%%=*}} cur=${{cur#*=}} ;; esac\n    \
             # The last letter of several has the value, as in -nr FILE.\n    \
             case $prev in -[!-]?*) prev=-${{prev: -1}} ;; esac\n    \
             case $prev in\n{cases}    esac\n    \
             case \" ${{COMP_WORDS[*]}} \" in *\" --check \"*) compopt -o default ;; esac\n    \
             case $cur in -*) COMPREPLY=($(compgen -W \"{}\" -- \"$cur\")) ;; esac\n\
         }}\n\
         complete -F _barecap barecap\n",
        names.join(" ")
    )
}

/// Text between single quotes of zsh and fish, where a colon or a bracket would mean something.
fn quoted(text: &str) -> String {
    text.replace('\'', "'\\''").replace('[', "\\[").replace(']', "\\]").replace(':', "\\:")
}

fn zsh() -> String {
    let mut lines = String::new();
    for option in options() {
        let value = quoted(&option.value);
        let action = match option.values() {
            Values::None => String::new(),
            Values::Files => format!(":{value}:_files"),
            Values::Interfaces => format!(":{value}:_barecap_interfaces"),
            Values::Users => format!(":{value}:_users"),
            Values::Commands => format!(":{value}:_command_names"),
            Values::Words(words) => format!(":value:({})", words.join(" ")),
            Values::Unknown => format!(":{value}: "),
        };
        for name in option.names() {
            // A value may follow a letter at once, and a name behind an equals sign.
            let joint = match (action.is_empty(), name.starts_with("--")) {
                (true, _) => "",
                (false, true) => "=",
                (false, false) => "+",
            };
            let help = quoted(&option.help);
            writeln!(lines, "    '*{name}{joint}[{help}]{action}' \\").unwrap();
        }
    }
    format!(
        "#compdef barecap\n\
         # zsh completion for barecap\n\
         _barecap_interfaces() {{\n    compadd any ${{(f)\"$(ls /sys/class/net)\"}}\n}}\n\
         _barecap_words() {{\n    (( ${{words[(I)--check]}} )) && _files\n}}\n\
         _arguments -s \\\n{lines}    '*:filter:_barecap_words'\n"
    )
}

fn fish() -> String {
    let mut text = "# fish completion for barecap\ncomplete -c barecap -f\n\
                    complete -c barecap -n '__fish_contains_opt check' -F\n"
        .to_owned();
    for option in options() {
        let letter = option.letter.map(|letter| format!(" -s '{letter}'")).unwrap_or_default();
        let long =
            if option.long.is_empty() { String::new() } else { format!(" -l {}", option.long) };
        let values = match option.values() {
            Values::None => String::new(),
            Values::Files => " -r -F".into(),
            Values::Interfaces => " -x -a 'any (ls /sys/class/net)'".into(),
            Values::Users => " -x -a '(__fish_complete_users)'".into(),
            Values::Commands => " -x -a '(__fish_complete_command)'".into(),
            Values::Words(words) => format!(" -x -a '{}'", words.join(" ")),
            Values::Unknown => " -x".into(),
        };
        let help = option.help.replace('\\', "\\\\").replace('\'', "\\'");
        writeln!(text, "complete -c barecap{letter}{long}{values} -d '{help}'").unwrap();
    }
    text
}

#[test]
fn pages_are_what_the_table_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("pages");
    for (name, text) in [
        ("barecap.1", manual()),
        ("barecap.bash", bash()),
        ("_barecap", zsh()),
        ("barecap.fish", fish()),
    ] {
        let path = folder.join(name);
        let mut there = fs::read_to_string(&path).unwrap_or_default();
        // What is right stays as it is: the other tests source it meanwhile.
        if there != text && env::var_os("BARECAP_WRITE_PAGES").is_some() {
            fs::write(&path, &text).unwrap();
            there.clone_from(&text);
        }
        let again = "BARECAP_WRITE_PAGES=1 cargo test -p barecap --test pages";
        assert!(there == text, "{name} is not what the table says: {again}");
    }
}

#[test]
fn bash_completes_options_and_their_values() {
    let script = "source pages/barecap.bash; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); \
                  _barecap; echo \"${COMPREPLY[@]}\"";
    for (words, wanted) in [
        (&["barecap", "--dir"][..], "--direction"),
        (&["barecap", "-Q", "i"], "in inout"),
        (&["barecap", "-n", "--interface", "an"], "any"),
        (&["barecap", "--interface", "=", "an"], "any"),
        (&["barecap", "--write-format", "="], "pcap pcapng"),
        (&["barecap", "-vni", "an"], "any"),
        (&["barecap", "-nr", "an"], ""),
        (&["barecap", "--time-stamp-precision=n"], "nano"),
        (&["barecap", "-c", ""], ""),
        (&["barecap", "tcp"], ""),
    ] {
        let bash =
            std::process::Command::new("bash").args(["-c", script, "bash"]).args(words).output();
        let Ok(output) = bash else { return println!("pages: skipped: bash is missing") };
        let reply = String::from_utf8(output.stdout).unwrap();
        assert_eq!(
            reply.trim_end(),
            wanted,
            "{words:?} {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

/// Each word of the arguments of zsh's _arguments describes an option, or the other words. Quotes are the
/// same to bash.
#[test]
fn zsh_has_a_word_for_each_option() {
    let script = "_arguments() { printf '%s\\n' \"$@\"; }; source pages/_barecap";
    let Ok(output) = std::process::Command::new("bash").args(["-c", script]).output() else {
        return println!("pages: skipped: bash is missing");
    };
    let words = String::from_utf8(output.stdout).unwrap();
    let names = options().map(|option| option.names().len()).sum::<usize>();
    assert_eq!(words.lines().count(), names + 2, "{}", String::from_utf8_lossy(&output.stderr));
    let is_none = |word: &&str| !word.starts_with("*-") && !word.starts_with("*:");
    assert_eq!(words.lines().filter(is_none).collect::<Vec<_>>(), ["-s"]);
}

/// What --json and --check call things stands at the heads of two files, too.
#[test]
fn the_manual_has_the_names_of_json() {
    let page = manual();
    let mut names = 0;
    for source in [include_str!("../src/print/json.rs"), include_str!("../src/check.rs")] {
        let head = source.lines().map_while(|line| line.strip_prefix("//!"));
        let text: String = head.flat_map(|line| [line, "\n"]).collect();
        let table = text.split("```").nth(1).unwrap();
        for name in table.split(|c: char| !c.is_ascii_alphanumeric() && c != '_') {
            // Those of pcapng are explained, not used.
            let own = !["epb_", "isb_"].iter().any(|start| name.starts_with(start));
            if own && name.contains('_') {
                names += 1;
                assert!(page.contains(name), "{name}");
            }
        }
    }
    assert!(names > 15, "{names}");
}
