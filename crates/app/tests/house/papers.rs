//! 附件 from the form to the vault and back: with the matter or not at all, seen by whom it is for,
//! gone with the matter's key.

use xiaoneng_app::attachment::{CleanFile, FilesRefused, ShownAttachment};
use xiaoneng_app::query_code::CodeHolder;
use xiaoneng_app::receipt::Following;
use xiaoneng_domain::matter::{CameWith, MediaType, Publish, PublishedPart, Reply};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_store::Kept;

use crate::county::{County, grievance, staff};
use crate::site::{Site, on_both};

on_both! {
    papers_come_with_the_form
    files_wait_for_the_form
    who_sees_which_paper
    a_changed_paper_is_found
    papers_go_with_the_key
}

/// A photograph of this many bytes of picture, and how it stands when it is clean.
pub(crate) fn photograph(fill: u8, length: usize) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8];
    bytes.extend([0xff, 0xc0, 0, 11, 8, 0, 48, 0, 64, 1, 1, 0x11, 0]);
    bytes.extend([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0]);
    bytes.extend(std::iter::repeat_n(fill, length));
    bytes.extend([0xff, 0xd9]);
    bytes
}

impl County {
    fn cleaned(&self, sent: &[Vec<u8>]) -> Vec<CleanFile> {
        self.app.clean_files(sent).unwrap()
    }

    async fn file_with(&self, sent: &[Vec<u8>]) -> CodeHolder {
        let form = self.app.new_form();
        let (filing, files) = (grievance("13800000008", "操场积水，附照片。"), self.cleaned(sent));
        self.app.file_with_code(None, &form, filing, files).await.unwrap().holder
    }

    async fn of_holder(&self, holder: &CodeHolder, ordinal: u32) -> Option<ShownAttachment> {
        self.app.attachment_of_holder(holder, ordinal).await.unwrap()
    }
}

async fn papers_come_with_the_form(site: &Site) {
    let county = County::found(site).await;
    // Across the seams between parts, which are a mebibyte long.
    let sent = [photograph(1, 5), photograph(2, (1 << 20) - 35), photograph(3, 3 << 20)];
    let holder = county.file_with(&sent).await;
    let matter = county.matter(&holder.matter).await;
    assert_eq!(matter.attachments.len(), 3);
    for (ordinal, sent) in (1..).zip(&sent) {
        let shown = county.of_holder(&holder, ordinal).await.unwrap();
        assert_eq!(shown.media_type, MediaType::Jpeg);
        assert!(shown.bytes == *sent, "{ordinal}");
    }
    assert_eq!(county.of_holder(&holder, 4).await, None);
    // Five are one too many; a renamed program is told with its place in the form.
    let five = vec![photograph(1, 5); 5];
    let refused = county.app.clean_files(&five).unwrap_err();
    assert_eq!(refused, FilesRefused::TooMany { found: 5, most: 4 });
    let program = [photograph(1, 5), b"MZ renamed.jpg".to_vec()];
    let refused = county.app.clean_files(&program).unwrap_err().to_string();
    assert!(refused.starts_with("第 2 个文件：这是程序文件"), "{refused}");
    county.app.close().await.unwrap();
}

/// A form is looked over before it is sent; its files wait, for whoever has the form's cookie.
async fn files_wait_for_the_form(site: &Site) {
    let county = County::found(site).await;
    let (app, form) = (&county.app, county.app.new_form());
    let held = app.hold_files(&form, county.cleaned(&[photograph(1, 9)])).await.unwrap().unwrap();
    assert_eq!(held.len(), 1);
    let more = county.cleaned(&[photograph(2, 9), photograph(3, 9)]);
    let held = app.hold_files(&form, more.clone()).await.unwrap().unwrap();
    let ordinals: Vec<u32> = held.iter().map(|held| held.ordinal).collect();
    assert_eq!(ordinals, [1, 2, 3]);
    let refused = app.hold_files(&form, more).await.unwrap().unwrap_err();
    assert_eq!(refused, FilesRefused::TooMany { found: 5, most: 4 });
    app.drop_held_file(&form, 2).await.unwrap();
    assert!(app.held_files(&app.new_form()).await.unwrap().is_empty(), "another's form has none");
    let files: Vec<CleanFile> =
        app.held_files(&form).await.unwrap().into_iter().map(|held| held.file).collect();
    assert_eq!(
        files.iter().map(CleanFile::bytes).collect::<Vec<_>>(),
        [photograph(1, 9), photograph(3, 9)]
    );
    let filing = grievance("13800000008", "操场积水，附照片。");
    let receipt = app.file_with_code(None, &form, filing, files).await.unwrap();
    assert!(app.held_files(&form).await.unwrap().is_empty(), "sent, they wait no more");
    assert_eq!(county.matter(&receipt.holder.matter).await.attachments.len(), 2);
    // Forgotten ones are gone after two hours.
    let form = app.new_form();
    app.hold_files(&form, county.cleaned(&[photograph(4, 9)])).await.unwrap().unwrap();
    county.it_is("2026-06-01T11:00");
    assert!(app.held_files(&form).await.unwrap().is_empty());
    app.beat().await.unwrap();
    app.close().await.unwrap();
    let store = site.store().await;
    assert!(
        store.held_files(&[0; 16], crate::site::at("2026-06-01T09:00")).await.unwrap().is_empty()
    );
    store.close().await.unwrap();
}

async fn who_sees_which_paper(site: &Site) {
    let county = County::found(site).await;
    let app = &county.app;
    let holder = county.file_with(&[photograph(1, 9)]).await;
    let number = holder.matter.clone();
    let following =
        Following { matter: number.clone(), identity: None, text: "我家也是。".to_owned() };
    let files = county.cleaned(&[photograph(2, 9)]);
    let followed = app.follow_with_code(&app.new_form(), following, files).await.unwrap().holder;
    app.ask_question(&holder, "补两张照片。", county.cleaned(&[photograph(3, 9)])).await.unwrap();
    let by = staff(&county.responsible(&number).await);
    let reply = Reply { text: county.written("附现场照片。"), handler: None, by: None };
    let files = county.cleaned(&[photograph(4, 9)]);
    app.act_with_papers(&by, &number, reply, (CameWith::Answer, files)).await.unwrap();
    let publish =
        Publish { part: PublishedPart::Result, text: county.written("已疏通排水沟。") };
    let files = county.cleaned(&[photograph(5, 9)]);
    app.act_with_papers(&by, &number, publish, (CameWith::Publication, files)).await.unwrap();

    let kinds = [CameWith::Filing, CameWith::Following, CameWith::Question, CameWith::Answer];
    let matter = county.matter(&number).await;
    let found: Vec<CameWith> = matter.attachments.iter().map(|found| found.with).collect();
    assert_eq!(found, [&kinds[..], &[CameWith::Publication]].concat());
    let (mut his, mut followers, mut public) = (Vec::new(), Vec::new(), Vec::new());
    let stranger = CodeHolder { matter: number.clone(), person: "nobody".into() };
    for ordinal in 1..=5 {
        his.push(county.of_holder(&holder, ordinal).await.is_some());
        followers.push(county.of_holder(&followed, ordinal).await.is_some());
        public.push(app.public_attachment(&number, ordinal).await.unwrap().is_some());
        assert_eq!(county.of_holder(&stranger, ordinal).await, None);
        for (person, sees) in [("k2", true), ("k1", true), ("e1", true), ("s2", false)] {
            let shown = app.attachment_for(&staff(person), &number, ordinal).await.unwrap();
            assert_eq!(shown.is_some(), sees, "{person} {ordinal}");
        }
    }
    assert_eq!(his, [true, false, true, true, true]);
    assert_eq!(followers, [false, true, false, false, true]);
    assert_eq!(public, [false, false, false, false, true]);
    county.app.close().await.unwrap();
}

async fn a_changed_paper_is_found(site: &Site) {
    let county = County::found(site).await;
    county.file_with(&[photograph(1, 9), photograph(2, 2 << 20)]).await;
    county.app.close().await.unwrap();
    let store = site.store().await;
    let count = store.verify_attachments(|_, _, fault| panic!("{fault}")).await.unwrap();
    assert_eq!(count, 2);
    store.close().await.unwrap();
    site.tamper("DELETE FROM attachment_part WHERE part = 2").await;
    let store = site.store().await;
    let mut wrong = Vec::new();
    store
        .verify_attachments(|stream, _, fault| wrong.push(format!("{stream}: {fault}")))
        .await
        .unwrap();
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    assert!(wrong[0].contains("附件"), "{wrong:?}");
    store.close().await.unwrap();
}

/// At the end of retention the matter's key goes, and with it every paper and every code.
async fn papers_go_with_the_key(site: &Site) {
    let county = County::found(site).await;
    let form = county.app.new_form();
    let (filing, files) =
        (grievance("13800000008", "操场积水。"), county.cleaned(&[photograph(1, 9)]));
    let receipt = county.app.file_with_code(None, &form, filing, files).await.unwrap();
    let holder = receipt.holder;
    let digest = county.matter(&holder.matter).await.attachments[0].digest;
    let clock = county.clock.clone();
    county.app.close().await.unwrap();
    let store = site.store().await;
    let stream = StreamId::Matter(holder.matter.clone());
    assert!(matches!(store.read_attachment(&stream, &digest).await.unwrap(), Kept::Found(_)));
    store.destroy_texts(&stream, clock.now()).await.unwrap();
    assert_eq!(store.read_attachment(&stream, &digest).await.unwrap(), Kept::Erased);
    assert_eq!(store.find_code(&receipt.code.unwrap().digits()).await.unwrap(), None);
    assert_eq!(store.verify_attachments(|_, _, fault| panic!("{fault}")).await.unwrap(), 0);
    store.close().await.unwrap();
    let county = County::reopen(site, &clock).await;
    assert_eq!(county.of_holder(&holder, 1).await, None);
    county.app.close().await.unwrap();
}
