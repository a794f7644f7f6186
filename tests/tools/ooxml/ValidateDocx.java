import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.xmlbeans.SchemaType;
import org.apache.xmlbeans.SchemaTypeLoader;
import org.apache.xmlbeans.XmlBeans;
import org.apache.xmlbeans.XmlError;
import org.apache.xmlbeans.XmlOptions;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.FootnotesDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.FtrDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.HdrDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.NumberingDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.SettingsDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.StylesDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.DocumentDocument;

/** Validates the WordprocessingML parts of DOCX files against ISO/IEC 29500 transitional. */
public final class ValidateDocx {
    private static final Map<String, SchemaType> TYPES = Map.of(
            "word/document", DocumentDocument.type,
            "word/header", HdrDocument.type,
            "word/footer", FtrDocument.type,
            "word/footnotes", FootnotesDocument.type,
            "word/numbering", NumberingDocument.type,
            "word/settings", SettingsDocument.type,
            "word/styles", StylesDocument.type);

    /** Knows the elements that stand in others by a wildcard, as pictures do in a drawing. */
    private static final SchemaTypeLoader LOADER = XmlBeans.typeLoaderUnion(
            DocumentDocument.type.getTypeSystem(), XmlBeans.getBuiltinTypeSystem());

    public static void main(String[] files) throws Exception {
        int errors = 0;
        int parts = 0;
        for (String file : files) {
            try (ZipFile zip = new ZipFile(Path.of(file).toFile())) {
                for (Enumeration<? extends ZipEntry> e = zip.entries(); e.hasMoreElements();) {
                    String name = e.nextElement().getName();
                    SchemaType type = TYPES.get(name.replaceFirst("[0-9]*\\.xml$", ""));
                    if (type == null) {
                        continue;
                    }
                    parts++;
                    errors += validate(file, name, type, zip);
                }
            }
        }
        System.out.println(parts + " parts, " + errors + " errors");
        System.exit(errors == 0 && parts > 0 ? 0 : 1);
    }

    private static int validate(String file, String name, SchemaType type, ZipFile zip)
            throws Exception {
        List<XmlError> found = new ArrayList<>();
        try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
            XmlOptions options = new XmlOptions().setLoadLineNumbers();
            LOADER.parse(in, type, options)
                    .validate(new XmlOptions().setErrorListener(found));
        }
        for (XmlError error : found) {
            System.out.println(file + " " + name + ": " + error.getMessage());
        }
        return found.size();
    }
}
