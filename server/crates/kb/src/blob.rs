pub struct LoadError;
pub struct Writer;
