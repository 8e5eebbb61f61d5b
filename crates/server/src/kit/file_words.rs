//! 附件用词. What forms say of photographs and papers, and why one is not taken.

use crate::words;

words! {
    /// 附件用词.
    pub struct FileWords;
    files(most): "添加照片（选填，最多 {most} 张）", "Add photos (optional, up to {most})";
    files_hint(megabytes): "单张不超过 {megabytes} MB，照片或 PDF 都行", "Up to {megabytes} MB each, photos or PDF";
    papers(most): "添加照片或文件（选填，最多 {most} 个）", "Add photos or papers (optional, up to {most})";
    papers_hint(megabytes): "照片或 PDF，单个不超过 {megabytes} MB；照片里的拍摄地点会自动去掉", "Photos or PDF, up to {megabytes} MB each; where a photo was taken is taken out";
    files_kept: "已经收好的文件", "Files we already have";
    file_remove: "去掉", "Remove";
    photo(n): "照片 {n}", "Photo {n}";
    paper(n): "PDF {n}", "PDF {n}";
    file_remains: "（可能还带有作者、时间等信息）", " (may still tell author or time)";
    err_file_size(name, m, most): "“{name}”有 {m} MB，超过 {most} MB。拍小一点再传", "“{name}” has {m} MB, over {most} MB";
    err_file_type(name): "“{name}”打不开。请传照片（jpg、png）或 PDF", "“{name}” does not open. Use a photo or a PDF";
    err_file_pixels(name): "“{name}”尺寸太大。拍小一点再传", "“{name}” has too many pixels";
    err_file_active(name): "“{name}”里有打开时会自动运行的内容。请打印成普通 PDF 或拍照后再传", "“{name}” runs something when opened. Print it to a plain PDF or take a photo";
    err_file_kept: "文件没有存上，不是您的操作。可以过几分钟再传，或者先不带文件", "The file could not be kept; that is not your doing. Try again in a few minutes, or go on without it";
    err_file_count(n, most): "最多 {most} 个文件，您选了 {n} 个", "Up to {most} files, you chose {n}";
    err_file_none: "请选一个文件", "Choose a file";
}
