//! AF_PACKET capture on Linux by raw system calls.
#![no_std]
