//! Tests of the assembler and the readers.

extern crate std;
use std::boxed::Box;
use std::string::{String, ToString};
use std::vec::Vec;

use super::*;
use crate::insn::ancillary;
use crate::insn::opcode::*;
use crate::listing::{Assembly, Decimal, Initializer};

type Program = heapless::Vec<Insn, 512>;

fn assembled(text: &str) -> Result<Vec<Insn>, (Problem, String)> {
    let mut labels: heapless::Vec<Label<'_>, 64> = heapless::Vec::new();
    read(text, |text, program| assemble(text, program, &mut labels))
}

/// What a reader makes of a text; or what is wrong, and with which part.
fn read<'a>(
    text: &'a str,
    reader: impl FnOnce(&'a str, &mut VecView<Insn>) -> Result<(), Error>,
) -> Result<Vec<Insn>, (Problem, String)> {
    let mut program = Box::new(Program::new());
    match reader(text, program.as_mut_view()) {
        Ok(()) => Ok(program.to_vec()),
        Err(Error { problem, span }) => {
            Err((problem, text[span.start as usize..span.end as usize].to_string()))
        }
    }
}

#[test]
fn every_instruction_and_operand() {
    let word = |word| Insn::stmt(LD_ABS, ancillary::OFFSET + word);
    let table: &[(&str, Insn)] = &[
        ("ld [14]", Insn::stmt(LD_ABS, 14)),
        ("ld [x + 14]", Insn::stmt(LD_IND, 14)),
        ("ld [%x+0xe]", Insn::stmt(LD_IND, 14)),
        ("ld [x]", Insn::stmt(LD_IND, 0)),
        ("ld [x + -2]", Insn::stmt(LD_IND, u32::MAX - 1)),
        ("ld [x - 2]", Insn::stmt(LD_IND, u32::MAX - 1)),
        ("ld M[3]", Insn::stmt(LD_MEM, 3)),
        ("ld #0xffffffff", Insn::stmt(LD_IMM, u32::MAX)),
        ("ld #-1", Insn::stmt(LD_IMM, u32::MAX)),
        ("ldi 017", Insn::stmt(LD_IMM, 15)),
        ("ldi #0b101", Insn::stmt(LD_IMM, 5)),
        ("ld len", Insn::stmt(LD_LEN, 0)),
        ("ld #len", Insn::stmt(LD_LEN, 0)),
        ("ld #pktlen", Insn::stmt(LD_LEN, 0)),
        ("ld proto", word(0)),
        ("ld #proto", word(0)),
        ("ld type", word(4)),
        ("ld ifidx", word(8)),
        ("ld nla", word(12)),
        ("ld nlan", word(16)),
        ("ld mark", word(20)),
        ("ld queue", word(24)),
        ("ld hatype", word(28)),
        ("ld rxhash", word(32)),
        ("ld cpu", word(36)),
        ("ld vlan_tci", word(44)),
        ("ld vlan_avail", word(48)),
        ("ld [vlanp]", word(48)),
        ("ld poff", word(52)),
        ("ld rand", word(56)),
        ("ld vlan_tpid", word(60)),
        ("ldb #vlan_tci", Insn::stmt(LDB_ABS, ancillary::OFFSET + 44)),
        ("ldh [12]", Insn::stmt(LDH_ABS, 12)),
        ("ldh [x+12]", Insn::stmt(LDH_IND, 12)),
        ("ldb [12]", Insn::stmt(LDB_ABS, 12)),
        ("ldb [x+12]", Insn::stmt(LDB_IND, 12)),
        ("ldx #3", Insn::stmt(LDX_IMM, 3)),
        ("ldxi #3", Insn::stmt(LDX_IMM, 3)),
        ("ldx M[15]", Insn::stmt(LDX_MEM, 15)),
        ("ldx len", Insn::stmt(LDX_LEN, 0)),
        ("ldx 4*([14]&0xf)", Insn::stmt(LDXB_MSH, 14)),
        ("ldxb 4 * ( [ 14 ] & 15 )", Insn::stmt(LDXB_MSH, 14)),
        ("st M[1]", Insn::stmt(ST, 1)),
        ("stx M[1]", Insn::stmt(STX, 1)),
        ("add #1", Insn::stmt(ADD_K, 1)),
        ("sub x", Insn::stmt(SUB_X, 0)),
        ("mul %x", Insn::stmt(MUL_X, 0)),
        ("div #2", Insn::stmt(DIV_K, 2)),
        ("mod #2", Insn::stmt(MOD_K, 2)),
        ("or x", Insn::stmt(OR_X, 0)),
        ("and #0x1fff", Insn::stmt(AND_K, 0x1fff)),
        ("xor x", Insn::stmt(XOR_X, 0)),
        ("lsh #2", Insn::stmt(LSH_K, 2)),
        ("rsh x", Insn::stmt(RSH_X, 0)),
        ("neg", Insn::stmt(NEG, 0)),
        ("tax", Insn::stmt(TAX, 0)),
        ("txa", Insn::stmt(TXA, 0)),
        ("ret #0", Insn::stmt(RET_K, 0)),
        ("ret a", Insn::stmt(RET_A, 0)),
        ("ret %a", Insn::stmt(RET_A, 0)),
        ("ret", Insn::stmt(RET_A, 0)),
    ];
    for (text, insn) in table {
        assert_eq!(assembled(text), Ok(std::vec![*insn]), "{text}");
    }
}

#[test]
fn jumps() {
    let table = [
        ("jeq #1, l1, l2", Insn::jump(JEQ_K, 1, 0, 1)),
        ("jeq #1, l2", Insn::jump(JEQ_K, 1, 1, 0)),
        ("jneq #1, l2", Insn::jump(JEQ_K, 1, 0, 1)),
        ("jne x, l2", Insn::jump(JEQ_X, 0, 0, 1)),
        ("jlt #1, l2", Insn::jump(JGE_K, 1, 0, 1)),
        ("jle #1, l2", Insn::jump(JGT_K, 1, 0, 1)),
        ("jgt x, l1, l2", Insn::jump(JGT_X, 0, 0, 1)),
        ("jge #1, l2, l1", Insn::jump(JGE_K, 1, 1, 0)),
        ("jset %x, l2", Insn::jump(JSET_X, 0, 1, 0)),
        ("ja l2", Insn::stmt(JA, 1)),
        ("jmp l1", Insn::stmt(JA, 0)),
    ];
    for (text, insn) in table {
        let text = std::format!("{text}\nl1: tax\nl2: l3: ret #0");
        assert_eq!(assembled(&text).unwrap()[0], insn, "{text}");
    }
}

#[test]
fn separators_and_comments() {
    let expected = assembled("ldh [12]\njne #0x800, drop\nret #-1\ndrop: ret #0").unwrap();
    for text in [
        "ldh [12]; jne #0x800, drop; ret #-1; drop: ret #0",
        "ldh [12] jne #0x800, drop ret #-1 drop: ret #0",
        "ldh [12]\t; the type: not an instruction\njne #0x800, drop; ;\nret #-1\n\n drop:\nret #0;",
        "#include <x>\nldh [12] /* the\ntype */ jne #0x800,drop\r\nret #-1\ndrop: ret #0 ; end",
    ] {
        assert_eq!(assembled(text), Ok(expected.clone()), "{text}");
    }
    assert_eq!(assembled(""), Ok(std::vec![]));
}

#[test]
fn errors_name_the_place() {
    let table = [
        ("ld [1]\nldq [2]", Problem::Mnemonic, "ldq"),
        ("ret #0x100000000", Problem::Number, "0x100000000"),
        ("ret #12x", Problem::Number, "12x"),
        ("ret #-0x80000001", Problem::Number, "-0x80000001"),
        ("ret #", Problem::Expected('0'), ""),
        ("ld [1", Problem::Expected(']'), ""),
        ("ldx 4*([1]&0x7)", Problem::Operand, "0x7"),
        ("ldx [1]", Problem::Operand, "[1]"),
        ("ldh M[1]", Problem::Operand, "M[1]"),
        ("st #1", Problem::Operand, "#1"),
        ("ret x", Problem::Operand, "x"),
        ("add", Problem::Operand, ""),
        ("ld #color", Problem::Extension, "color"),
        ("ld [color]", Problem::Extension, "color"),
        ("tax é", Problem::Character, "é"),
        ("tax /* x", Problem::Comment, "/*"),
        ("jeq #1", Problem::Expected(','), ""),
        ("jeq #1, 7", Problem::Label, "7"),
        ("jeq #1, ret", Problem::Label, "ret"),
        ("jeq #1, there\nret #0", Problem::UnknownLabel, "there"),
        ("here: tax\njeq #1, here\nret #0", Problem::Backward, "here"),
        ("here: tax\nhere: ret #0", Problem::LabelTwice, "here"),
        ("len: tax", Problem::Mnemonic, "len"),
    ];
    for (text, problem, part) in table {
        assert_eq!(assembled(text), Err((problem, part.to_string())), "{text}");
    }
    let far = |jump: &str, n: usize| std::format!("{jump}{}end: ret #0", "\ntax".repeat(n) + "\n");
    assert!(assembled(&far("jeq #1, end", 255)).is_ok());
    assert_eq!(assembled(&far("jeq #1, end", 256)).unwrap_err().0, Problem::TooFar);
    assert_eq!(assembled(&far("ja end", 256)).unwrap()[0].k, 256);
    assert_eq!(assembled(&"tax\n".repeat(513)).unwrap_err().0, Problem::Instructions(512));
    let labels: String = (0..65).map(|n| std::format!("l{n}: tax\n")).collect();
    assert_eq!(assembled(&labels).unwrap_err().0, Problem::Labels(64));
}

#[test]
fn lines_and_columns() {
    let text = "ld [1]\n  é ldq [2]";
    let span = Span { start: text.find("ldq").unwrap() as u32, end: 0 };
    let error = Error { problem: Problem::Mnemonic, span };
    assert_eq!(error.line_and_column(text), (2, 5));
    assert_eq!(Error { span: Span::default(), ..error }.line_and_column(text), (1, 1));
}

/// Instructions of every opcode, as the texts can show them.
fn random_program(mut seed: u64, len: usize) -> Vec<Insn> {
    let mut word = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) as u32
    };
    let known: Vec<u16> = (0..256).filter(|code| is_known(*code)).collect();
    let mut program = Vec::new();
    for at in 0..len {
        let code = known[word() as usize % known.len()];
        let behind = (len - at) as u32;
        let k = match word() % 4 {
            0 => word() % 20,
            1 => ancillary::OFFSET + word() % 70,
            2 => word() << 1,
            _ => 1 << (word() % 32),
        };
        program.push(match code {
            JA => Insn::stmt(code, k),
            _ if code & 7 == JA => {
                let mut way = || (word() % behind.min(256)) as u8;
                let (jt, jf) = (way(), way());
                Insn::jump(code, if code & 8 == 0 { k } else { 0 }, jt, jf)
            }
            LD_LEN | LDX_LEN | NEG | TAX | TXA | RET_A => Insn::stmt(code, 0),
            _ if code & 15 == 12 => Insn::stmt(code, 0),
            _ => Insn::stmt(code, k),
        });
    }
    program.push(Insn::stmt(RET_K, 0));
    program
}

#[test]
fn round_trips_are_exact() {
    for seed in 0..300 {
        let program = random_program(seed, 1 + seed as usize % 300);
        let text = Assembly(&program).to_string();
        assert_eq!(read(&text, read_listing), Ok(program.clone()), "{text}");
        let text = Decimal(&program).to_string();
        assert_eq!(read(&text, read_decimal), Ok(program.clone()), "{text}");
        let text = Initializer(&program).to_string();
        assert_eq!(read(&text, read_initializer), Ok(program.clone()), "{text}");
        // Labels are in the program.
        let len = program.len() as u32;
        let program: Vec<Insn> = (1..)
            .zip(program)
            .map(|(next, insn)| match insn.code {
                JA => Insn::stmt(JA, insn.k % (len - next)),
                _ => insn,
            })
            .collect();
        let text = Source(&program).to_string();
        let mut labels: Box<heapless::Vec<Label<'_>, 512>> = Box::default();
        let back = read(&text, |text, program| assemble(text, program, labels.as_mut_view()));
        assert_eq!(back, Ok(program), "{text}");
    }
}

#[test]
fn readers_say_what_is_wrong() {
    let listing: &[(&str, Problem, &str)] = &[
        ("(001) tax", Problem::LineNumber, "001"),
        ("(000) unimp 0x99", Problem::Mnemonic, "unimp"),
        ("(000) jeq #1 jt 0 jf 1", Problem::Backward, "0"),
        ("(000) jeq #1 jt 257 jf 1", Problem::TooFar, "257"),
        ("(000) jeq #1, 1, 2", Problem::ExpectedWord("jt"), ","),
        ("(000) ja", Problem::Expected('0'), ""),
        ("(000) ja 1x", Problem::Number, "1x"),
    ];
    for (text, problem, part) in listing {
        assert_eq!(read(text, read_listing), Err((*problem, part.to_string())), "{text}");
    }
    let decimal: &[(&str, Problem, &str)] = &[
        ("", Problem::Expected('0'), ""),
        ("(000) ret #1", Problem::Expected('0'), "("),
        ("2\n6 0 0 0", Problem::Count, "2"),
        ("1\n6 0 0", Problem::Expected('0'), ""),
        ("1\n6 256 0 0", Problem::TooLarge(255), "256"),
        ("1\n65536 0 0 0", Problem::TooLarge(65535), "65536"),
        ("1\n6 0 0 4294967296", Problem::Number, "4294967296"),
        ("1\n6 0 0 0x10", Problem::Number, "0x10"),
        ("1\n6 0 0 -1", Problem::Expected('0'), "-"),
    ];
    for (text, problem, part) in decimal {
        assert_eq!(read(text, read_decimal), Err((*problem, part.to_string())), "{text}");
    }
    for text in ["{ 6, 0, 0 }", "{ 6, 0, 0, 0", "6, 0, 0, 0"] {
        assert!(read(text, read_initializer).is_err(), "{text}");
    }
}

#[test]
fn what_is_decimal_is_so_with_zeros_before_it() {
    let program = std::vec![Insn::jump(JEQ_K, 10, 8, 9), Insn::stmt(RET_K, 7)];
    assert_eq!(read("02\n021 08 09 010\n06 0 00 007\n", read_decimal), Ok(program.clone()));
    // A C initializer has numbers as C has them.
    let text = "{ 025, 010, 9, 0xa },\n{ 6, 0, 0, 0x7 },\n";
    assert_eq!(read(text, read_initializer), Ok(program));
}

#[test]
fn the_instruction_without_room_is_pointed_at() {
    type Reader = fn(&str, &mut VecView<Insn>) -> Result<(), Error>;
    let assembler: Reader =
        |text, program| assemble(text, program, &mut heapless::Vec::<Label<'_>, 1>::new());
    let cases: [(Reader, &str, &str); 5] = [
        (assembler, "tax\n  txa ; more\n\n\n /* the last */ ret #0", "txa"),
        (assembler, "tax; here: txa", "txa"),
        (read_listing, "(000) tax\n(001)  txa\n", "txa"),
        (read_initializer, "{ 7, 0, 0, 0 },\n\t{ 135, 0, 0, 0 },\n", "{ 135, 0, 0, 0 },"),
        (read_decimal, "2\n7 0 0 0\n135 0 0 0\n", "135 0 0 0"),
    ];
    for (reader, text, part) in cases {
        let error = reader(text, &mut heapless::Vec::<Insn, 1>::new()).unwrap_err();
        assert_eq!(error.problem, Problem::Instructions(1), "{text}");
        assert_eq!(&text[error.span.start as usize..error.span.end as usize], part, "{text}");
    }
}
