//! The command line of barecap, as a library.
#![no_std]
