/// Mail: one message (EML), or a folder or thread of them (MBOX).
#include "character_sets.h"
#include "data_limits.h"
#include "formats.h"
#include "ics_rows.h"
#include "mail_headers.h"
#include "mail_html.h"
#include "mail_invitations.h"
#include "mail_marks.h"
#include "mail_parts.h"
#include "mail_people.h"
#include "mail_text.h"

#include <algorithm>
#include <gmime/gmime.h>
#include <map>
#include <memory>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <pacelane/context/detail/encoding.h>
#include <pacelane/context/detail/metadata.h>
#include <utility>

#include <fmt/format.h>

namespace pacelane::formats {

namespace {

class MailReader {
public:
    explicit MailReader(const Source& source) : source_(source), file_lines_(source.bytes) {
        stream_.reset(g_mime_stream_mem_new_with_buffer(source.bytes.data(), source.bytes.size()));
        options_ = g_mime_parser_options_new();
        g_mime_parser_options_set_allow_addresses_without_domain(options_, TRUE);
    }
    ~MailReader() { g_mime_parser_options_free(options_); }
    MailReader(const MailReader&) = delete;
    MailReader& operator=(const MailReader&) = delete;

    Found read_one() {
        const Ref<GMimeParser> parser(g_mime_parser_new_with_stream(stream_.get()));
        g_mime_parser_set_persist_stream(parser.get(), TRUE);
        const Ref<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), options_));
        if (!message || !is_mail(message.get()))
            throw Error(ErrorKind::bad_input, "is no mail: it has neither a sender nor a date nor a subject");
        auto& reading = found_.reading;
        const bool told = read_message(message.get(), 1);
        invitations_.add_to(reading);
        if (!told)
            throw Error(ErrorKind::bad_input,
                        "its sender marked it as private or confidential; nothing of it is read");
        found_.about.title = plain_subject(mail_header(GMIME_OBJECT(message.get()), "Subject"));
        found_.about.date = mail_date(message.get());
        if (reading.pieces.empty()) throw Error(ErrorKind::bad_input, why_empty());
        finish("a mail");
        return std::move(found_);
    }

    Found read_all() {
        const Ref<GMimeParser> parser(g_mime_parser_new_with_stream(stream_.get()));
        g_mime_parser_set_persist_stream(parser.get(), TRUE);
        g_mime_parser_set_format(parser.get(), GMIME_FORMAT_MBOX);
        is_mbox_ = true;
        auto& reading = found_.reading;
        std::size_t number = 0;
        std::size_t read = 0;
        std::size_t left_out = 0;
        std::map<std::string, std::size_t> subjects;
        gint64 before = -1;
        while (!g_mime_parser_eos(parser.get())) {
            const gint64 at = g_mime_parser_tell(parser.get());
            const Ref<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), options_));
            if (!message || (at == before && g_mime_parser_tell(parser.get()) == at)) break;
            before = at;
            if (!is_mail(message.get())) continue;
            const int line = file_lines_.at(g_mime_parser_get_mbox_marker_offset(parser.get()));
            if (number == kDataLimits.messages) {
                reading.warn(line, "too many messages, the rest is left out");
                break;
            }
            ++number;
            if (is_deleted(message.get())) {
                ++left_out;
                continue;
            }
            reading.places.emplace_back(line, fmt::format("message {}", number));
            subject_ = plain_subject(mail_header(GMIME_OBJECT(message.get()), "Subject"));
            ++subjects[subject_];
            if (!read_message(message.get(), line)) {
                reading.omit(line, line, "a message that its sender marked as private or confidential");
                continue;
            }
            ++read;
            if (const auto date = mail_date(message.get()); date && (!reading.date || *reading.date < *date))
                reading.date = date;
            if (reading.cut_short) break;
        }
        if (number == 0) throw Error(ErrorKind::bad_input, "holds no message in the form of an MBOX");
        if (left_out > 0)
            reading.omit(1, 1,
                         fmt::format("{} {} that the mail program had deleted", left_out,
                                     left_out == 1 ? "message" : "messages"));
        invitations_.add_to(reading);
        // One thread: its subject is the title, and no heading.
        if (subjects.size() == 1) {
            found_.about.title = subjects.begin()->first;
            if (!found_.about.title.empty())
                for (auto& piece : reading.pieces)
                    piece.passage.headings.erase(piece.passage.headings.begin());
        }
        if (reading.pieces.empty()) throw Error(ErrorKind::bad_input, why_empty());
        finish(fmt::format("{} {} of a mail folder", read, read == 1 ? "message" : "messages"));
        return std::move(found_);
    }

private:
    static bool is_mail(GMimeMessage* message) {
        auto* object = GMIME_OBJECT(message);
        int fields = 0;
        for (const char* const name : {"From", "Date", "Subject", "To", "Message-ID", "Received"})
            fields += g_mime_object_get_header(object, name) != nullptr ? 1 : 0;
        constexpr int fewest = 2;
        return fields >= fewest;
    }

    /// Thunderbird keeps deleted messages until it compacts the folder, and only marks them.
    static bool is_deleted(GMimeMessage* message) {
        const auto status = mail_header(GMIME_OBJECT(message), "X-Mozilla-Status");
        constexpr long expunged = 0x0008;
        return !status.empty() && (std::strtol(status.c_str(), nullptr, 16) & expunged) != 0;
    }

    std::string why_empty() const {
        if (encrypted_) return "is encrypted: its words cannot be read";
        return attachments_ > 0 ? "has no text: only attachments" : "has no text";
    }

    void finish(std::string_view what) {
        auto& reading = found_.reading;
        // Mail is written, wherever it lies; minutes may be sent by mail, but not with the invitation.
        if (source_.folder == context::DocumentKind::transcript || (is_invitation_ && !is_mbox_))
            reading.kind = context::DocumentKind::knowledge;
        reading.kind_reason = is_invitation_ && !is_mbox_
                                  ? "an invitation: the meeting's date and people go to its notes"
                                  : what;
        for (const auto& person : people_)
            context::detail::add_name(reading.participants, person);
    }

    void add_people(GMimeMessage* message) {
        for (auto* const list : {g_mime_message_get_from(message), g_mime_message_get_to(message),
                                 g_mime_message_get_cc(message)}) {
            std::vector<std::string> people;
            add_mail_people(list, people);
            for (auto& person : people)
                if (people_.size() < kDataLimits.mail_people &&
                    std::find(people_.begin(), people_.end(), person) == people_.end())
                    people_.push_back(std::move(person));
        }
    }

    static std::string sender_of(GMimeMessage* message) {
        std::vector<std::string> people;
        add_mail_people(g_mime_message_get_from(message), people);
        if (people.empty()) add_mail_people(g_mime_message_get_sender(message), people);
        if (!people.empty()) return people.front();
        const auto written = person_of(mail_header(GMIME_OBJECT(message), "From"));
        // Words with no speaker would be the user's.
        return written.empty() ? std::string("Unknown") : written;
    }

    /// False when the message is not for others.
    bool read_message(GMimeMessage* message, int line) {
        auto* object = GMIME_OBJECT(message);
        const auto sensitivity = ascii_lower(mail_header(object, "Sensitivity"));
        if (sensitivity == "private" || sensitivity == "personal" || sensitivity == "company-confidential")
            return false;
        MailVoice voice;
        voice.speaker = sender_of(message);
        if (is_mbox_) {
            if (!subject_.empty()) voice.headings.push_back(context::detail::shortened(subject_, 200));
            const auto answers = senders_.find(mail_header(object, "In-Reply-To"));
            if (answers != senders_.end()) voice.answered = answers->second;
            if (const auto id = mail_header(object, "Message-ID"); !id.empty())
                senders_.emplace(id, voice.speaker);
        }
        add_people(message);
        parts_ = 0;
        const auto first = found_.reading.pieces.size();
        is_invitation_ = false;
        walk(g_mime_message_get_mime_part(message), voice, line, 0);
        // What an invitation says in words is what a program made of it.
        auto& pieces = found_.reading.pieces;
        for (auto i = first; is_invitation_ && i < pieces.size(); ++i) {
            if (is_call_line(pieces[i].words.text())) {
                pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(i), pieces.end());
                found_.reading.omit(line, line, "how one joins the call");
                break;
            }
            pieces[i].passage.quoted = true;
        }
        invitations_.end_message(found_.reading);
        return true;
    }

    void walk(GMimeObject* part, const MailVoice& voice, int line, int depth) {
        if (!part) return;
        auto& reading = found_.reading;
        if (depth > kDataLimits.mail_depth || ++parts_ > kDataLimits.mail_parts) {
            if (parts_ <= kDataLimits.mail_parts + 1 || depth > kDataLimits.mail_depth)
                reading.warn(line, "parts within parts, or more of them, than are read; they are left out");
            return;
        }
        if (GMIME_IS_MESSAGE_PART(part)) {
            walk_message(g_mime_message_part_get_message(GMIME_MESSAGE_PART(part)), voice, line, depth);
        } else if (GMIME_IS_MULTIPART_ENCRYPTED(part)) {
            encrypted_ = true;
            reading.omit(line, line, "an encrypted message");
        } else if (GMIME_IS_MULTIPART(part)) {
            walk_multipart(GMIME_MULTIPART(part), voice, line, depth);
        } else if (GMIME_IS_PART(part)) {
            read_part(GMIME_PART(part), voice, line);
        }
    }

    /// A message that was passed on as an attachment.
    void walk_message(GMimeMessage* message, const MailVoice& voice, int line, int depth) {
        if (!message) return;
        MailVoice inner = voice;
        inner.speaker = sender_of(message);
        inner.answered.clear();
        inner.quoted = true;
        const auto subject = plain_subject(mail_header(GMIME_OBJECT(message), "Subject"));
        if (!subject.empty()) inner.headings.push_back(context::detail::shortened(subject, 200));
        walk(g_mime_message_get_mime_part(message), inner, line, depth + 1);
    }

    void walk_multipart(GMimeMultipart* multipart, const MailVoice& voice, int line, int depth) {
        auto* type = g_mime_object_get_content_type(GMIME_OBJECT(multipart));
        const int count = g_mime_multipart_get_count(multipart);
        const auto part = [&](int i) { return g_mime_multipart_get_part(multipart, i); };
        if (count == 0) return;
        if (g_mime_content_type_is_type(type, "multipart", "alternative")) {
            for (int i = 0; i < count && i < static_cast<int>(kDataLimits.mail_parts); ++i)
                if (is_mail_calendar(part(i)) && read_calendar(GMIME_PART(part(i)), voice, line))
                    is_invitation_ = true;
            walk(mail_alternative(multipart, count), voice, line, depth + 1);
            return;
        }
        const bool first_only = g_mime_content_type_is_type(type, "multipart", "related") ||
                                g_mime_content_type_is_type(type, "multipart", "signed") ||
                                g_mime_content_type_is_type(type, "multipart", "report");
        for (int i = 0; i < count && parts_ <= kDataLimits.mail_parts; ++i) {
            auto* one = part(i);
            if (!first_only || i == 0)
                walk(one, voice, line, depth + 1);
            else if (!g_mime_content_type_is_type(type, "multipart", "signed"))
                tell_attachment(one, line);
        }
    }

    void tell_attachment(GMimeObject* part, int line) {
        ++attachments_;
        auto* type = g_mime_object_get_content_type(part);
        std::string name =
            GMIME_IS_PART(part) ? mail_text_of(g_mime_part_get_filename(GMIME_PART(part))) : std::string{};
        std::replace(name.begin(), name.end(), '\n', ' ');
        const auto media = fmt::format("{}/{}", g_mime_content_type_get_media_type(type),
                                       g_mime_content_type_get_media_subtype(type));
        const int at = GMIME_IS_PART(part) ? line_of(GMIME_PART(part), line) : line;
        found_.reading.omit(
            at, at,
            fmt::format("an attachment: {} ({}, {} KiB)",
                        name.empty() ? "without a name" : context::detail::shortened(name, 200),
                        printable(context::detail::shortened(media, 100)),
                        (mail_part_size(part) + 1023) / 1024));
    }

    int line_of(GMimePart* part, int line) const {
        auto* content = g_mime_part_get_content(part);
        if (!content) return line;
        return std::max(line, file_lines_.at(g_mime_data_wrapper_get_stream(content)->bound_start));
    }

    /// False when it is none, and told as any attachment.
    bool read_calendar(GMimePart* part, const MailVoice& voice, int line) {
        auto* type = g_mime_object_get_content_type(GMIME_OBJECT(part));
        const auto* set = g_mime_content_type_get_parameter(type, "charset");
        bool known = true;
        const auto decoded = context::detail::decode(as_utf8(mail_content(part), set ? set : "", known));
        const int at = line_of(part, line);
        switch (invitations_.take(decoded.text, at, found_.reading, voice.headings)) {
            case MailInvitations::Kind::none:
                return false;
            case MailInvitations::Kind::answer:
                found_.reading.omit(at, at, "an answer to an invitation");
                return true;
            case MailInvitations::Kind::invitation:
                break;
        }
        return true;
    }

    void read_part(GMimePart* part, const MailVoice& voice, int line) {
        auto* type = g_mime_object_get_content_type(GMIME_OBJECT(part));
        const bool html = g_mime_content_type_is_type(type, "text", "html");
        const bool plain = g_mime_content_type_is_type(type, "text", "plain");
        const auto* disposition = g_mime_object_get_disposition(GMIME_OBJECT(part));
        const bool attached = (disposition && ascii_lower(disposition) == GMIME_DISPOSITION_ATTACHMENT) ||
                              (g_mime_part_get_filename(part) != nullptr && !html && !plain);
        if (g_mime_content_type_is_type(type, "application", "pkcs7-mime")) {
            encrypted_ = true;
            found_.reading.omit(line, line, "an encrypted message");
            return;
        }
        if (is_mail_calendar(GMIME_OBJECT(part)) && read_calendar(part, voice, line)) return;
        if (attached || (!html && !plain)) {
            tell_attachment(GMIME_OBJECT(part), line);
            return;
        }
        const int first = line_of(part, line);
        bool known = true;
        const auto* set = g_mime_content_type_get_parameter(type, "charset");
        const auto bytes = as_utf8(mail_content(part), set ? set : "", known);
        if (!known)
            found_.reading.warn(first,
                                fmt::format("the character set {} is not read; read as UTF-8 or Windows-1252",
                                            printable(context::detail::shortened(set ? set : "", 40))));
        auto decoded = context::detail::decode(bytes, html ? bytes.size() : source_.limits.line_bytes);
        if (decoded.foreign) {
            found_.reading.warn(first, "the text is in another character set than it says, and left out");
            return;
        }
        if (trim(decoded.text).empty()) return;
        const auto encoding = g_mime_part_get_content_encoding(part);
        const bool same_lines = encoding != GMIME_CONTENT_ENCODING_BASE64 &&
                                encoding != GMIME_CONTENT_ENCODING_UUENCODE &&
                                encoding != GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE;
        if (html) {
            add_mail_text(mail_html_lines(decoded.text, first, same_lines, found_.reading), voice,
                          found_.reading);
            return;
        }
        if (is_mbox_) unescape_from(decoded.text);
        encrypted_ = take_armour(decoded.text, first, found_.reading) || encrypted_;
        const auto parameter = [&](const char* name) {
            const auto* value = g_mime_content_type_get_parameter(type, name);
            return value ? ascii_lower(value) : std::string{};
        };
        const auto lines =
            same_lines ? FileLines::from(first, decoded.text) : file_lines_.of_part(part, first);
        add_mail_text(
            mail_lines(decoded.text, lines, parameter("format") == "flowed", parameter("delsp") == "yes"),
            voice, found_.reading);
    }

    const Source& source_;
    FileLines file_lines_;
    Ref<GMimeStream> stream_;
    GMimeParserOptions* options_ = nullptr;
    Found found_;
    bool is_mbox_ = false;
    bool is_invitation_ = false;  // the message
    MailInvitations invitations_;
    bool encrypted_ = false;
    std::size_t attachments_ = 0;
    std::size_t parts_ = 0;  // of the message
    std::string subject_;
    std::vector<std::string> people_;
    std::map<std::string, std::string> senders_;  // by the message's id
};

}  // namespace

void prepare_mail() {
    g_mime_init();
    prepare_character_sets();
}

Found read_eml(const Source& source) {
    prepare_mail();
    // A message that was cut out of a folder.
    if (source.bytes.starts_with("From ")) return MailReader(source).read_all();
    return MailReader(source).read_one();
}

Found read_mbox(const Source& source) {
    prepare_mail();
    if (!source.bytes.starts_with("From "))
        throw Error(ErrorKind::bad_input, "holds no message in the form of an MBOX");
    return MailReader(source).read_all();
}

}  // namespace pacelane::formats
