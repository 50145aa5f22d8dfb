//! Link arguments that make the binary one static, position-independent file without libc.
//!
//! They go to the binary alone: tests and build scripts link as usual. On the usual host triples
//! the linker is a C compiler driver; for cross builds with `rust-lld` alone
//! (`-Clinker-flavor=ld.lld`) the same wishes are spelled for the linker itself.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let flags = std::env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    let plain_linker = flags.contains("linker-flavor=ld");
    let arguments: &[&str] = if plain_linker {
        &["-static", "-pie", "--no-dynamic-linker", "--gc-sections", "-z", "text"]
    } else {
        &["-nostartfiles", "-nostdlib", "-static-pie"]
    };
    for argument in arguments {
        println!("cargo:rustc-link-arg-bin=barecap={argument}");
    }
    // Relative relocations in their packed form: lld, which Rust ships and uses by default on
    // x86_64, knows the option; other linkers may not, and the plain form works as well.
    if plain_linker {
        println!("cargo:rustc-link-arg-bin=barecap=--pack-dyn-relocs=relr");
    } else if std::env::var("TARGET").as_deref() == Ok("x86_64-unknown-linux-gnu") {
        println!("cargo:rustc-link-arg-bin=barecap=-Wl,--pack-dyn-relocs=relr");
    }
}
