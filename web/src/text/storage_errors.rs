//! A sentence in the reader's language for every error of a storage engine and its disk: what is wrong, in which file,
//! where, and what to do.
//!
//! ```
//! use snowglobe_core::lsm::{Damage, LsmError};
//! use snowglobe_web::text::{Language, storage_errors::engine_error};
//!
//! let error = LsmError::corrupt("table-000007", 4_096, Damage::Checksum);
//! let korean = engine_error(Language::Korean, &error);
//! assert_eq!(korean, "table-000007 파일 4,096번째 바이트: 체크섬이 맞지 않는다. 이 파일을 사본으로 되돌리면 된다.");
//! ```
//!
//! English is the error's own `Display`, begun and ended as a sentence.

use super::Language;
use super::number::grouped;
use snowglobe_core::disk::{DiskError, Reason};
use snowglobe_core::lsm::{Damage, LsmError, MAX_BATCH, MAX_KEY, MAX_VALUE};

/// What an engine says, in a sentence.
#[must_use]
pub fn engine_error(language: Language, error: &LsmError) -> String {
    match language {
        Language::Korean => korean(error),
        Language::English => sentence(error.to_string()),
    }
}

/// What a disk says, in a sentence.
#[must_use]
pub fn disk_error(language: Language, error: &DiskError) -> String {
    match language {
        Language::Korean => korean_disk(error),
        Language::English => sentence(error.to_string()),
    }
}

/// Ended as a sentence is; a name of a file keeps its letters.
fn sentence(text: String) -> String {
    text + "."
}

fn place(file: &str, offset: Option<u64>) -> String {
    match (file, offset) {
        ("", _) => "디스크".to_owned(),
        (file, None) => format!("{file} 파일"),
        (file, Some(offset)) => format!("{file} 파일 {}번째 바이트", grouped(offset)),
    }
}

fn korean(error: &LsmError) -> String {
    let bytes = |bytes: usize| grouped(bytes as u64);
    match error {
        LsmError::Disk(error) => korean_disk(error),
        LsmError::Corrupt { file, offset, damage } => {
            let what = match damage {
                Damage::Header => "이름과 다른 파일이다",
                Damage::Checksum => "체크섬이 맞지 않는다",
                Damage::Truncated => "파일이 너무 일찍 끝난다",
                Damage::Encoding => "체크섬은 맞지만 내용이 말이 되지 않는다",
                Damage::Sequence => "이 앞의 쓰기가 빠져 있다",
                Damage::Missing => "있어야 할 파일이 없다",
            };
            format!("{}: {what}. 이 파일을 사본으로 되돌리면 된다.", place(file, Some(*offset)))
        }
        LsmError::Future { file, version } => {
            format!("{file} 파일: 더 새로운 판에서 쓴 형식({version})이다. 페이지를 새로 고치면 열 수 있다.")
        }
        LsmError::Key { bytes: count } => {
            format!("키가 {}바이트다. {}바이트까지 된다.", bytes(*count), bytes(MAX_KEY))
        }
        LsmError::Value { bytes: count } => {
            format!("값이 {}바이트다. {}바이트까지 된다.", bytes(*count), bytes(MAX_VALUE))
        }
        LsmError::Batch { bytes: count } => format!(
            "한 번에 쓰려는 것이 {}바이트다. {}바이트까지 되므로 나누어 쓰면 된다.",
            bytes(*count),
            bytes(MAX_BATCH)
        ),
        LsmError::Busy => "플러시와 컴팩션이 밀려 있다. 잠시 뒤에 다시 쓰면 된다.".to_owned(),
        LsmError::Option(name) => format!("{name} 설정이 범위를 벗어났다."),
        LsmError::Snapshot => "다른 엔진에서 찍은 스냅숏이다.".to_owned(),
        LsmError::NotEmpty { file } => {
            format!("{file} 파일이 이미 있다. 체크포인트에는 빈 디스크가 필요하다.")
        }
    }
}

fn korean_disk(error: &DiskError) -> String {
    let what = match error.reason {
        Reason::Missing => "그런 파일이 없다.",
        Reason::Exists => "그런 파일이 이미 있다.",
        Reason::Name => "파일 이름으로 쓸 수 없다.",
        Reason::Full => "디스크가 가득 찼다. 자리를 비우고 다시 하면 된다. 저장한 것은 그대로 있다.",
        Reason::ReadOnly => "읽을 수만 있는 디스크다.",
        Reason::Locked => "다른 엔진이 열어 두었다. 그쪽을 먼저 닫으면 된다.",
        Reason::Crashed => "기계가 멈췄다.",
        Reason::Device => "장치가 고장 났다.",
    };
    format!("{}: {what}", place(&error.file, error.offset))
}

#[cfg(test)]
mod tests;
