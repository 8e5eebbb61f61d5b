//! A keyboard that counts: what a person presses, one key after another.

use std::cell::Cell;

use anyhow::Result;
use thirtyfour::prelude::Key;

use crate::chromium::Browser;

/// 拼音. So many keys a Chinese character of a name costs with an input method: its letters and
/// the key that takes the first offer.
const KEYS_OF_A_CHARACTER: u32 = 5;

/// The keyboard before a browser.
#[derive(Debug)]
pub struct Keyboard<'a> {
    browser: &'a Browser,
    pressed: Cell<u32>,
}

impl Browser {
    /// Its keyboard, nothing pressed yet.
    pub fn keyboard(&self) -> Keyboard<'_> {
        Keyboard { browser: self, pressed: Cell::new(0) }
    }
}

impl Keyboard<'_> {
    /// How many keys were pressed so far.
    pub fn pressed(&self) -> u32 {
        self.pressed.get()
    }

    /// Presses one key.
    pub async fn press(&self, key: Key) -> Result<()> {
        self.pressed.set(self.pressed() + 1);
        self.send(char::from(key)).await
    }

    /// Types letters, each a key of its own; a Chinese character costs as many as it does with an
    /// input method.
    pub async fn types(&self, text: &str) -> Result<()> {
        for letter in text.chars() {
            let cost = if letter.is_ascii() { 1 } else { KEYS_OF_A_CHARACTER };
            self.pressed.set(self.pressed() + cost);
            self.send(letter).await?;
        }
        Ok(())
    }

    /// Types what the person at the window tells; it is as long as it is, and not counted.
    pub async fn types_the_story(&self, story: &str) -> Result<()> {
        self.browser.keys(story).await
    }

    /// One key down and up, to whatever has the focus.
    async fn send(&self, key: char) -> Result<()> {
        let chain = self.browser.driver().action_chain();
        Ok(chain.key_down(key).key_up(key).perform().await?)
    }
}
