package dev.hermetic.core.internal.fetch;

import dev.hermetic.core.FetchException;
import dev.hermetic.core.SafeUri;
import dev.hermetic.core.internal.http.ContentRange;
import dev.hermetic.core.spi.Metadata;
import dev.hermetic.core.spi.MetadataRequest;
import java.util.Optional;

/** Makes an answer of what a server sent, if it is what was asked for. */
final class AnswerCheck {
  private AnswerCheck() {}

  static Metadata of(MetadataRequest request, SafeUri place, MemorySink sink) {
    byte[] bytes = sink.bytes();
    if (bytes.length == 0) {
      throw Downloads.empty(request.uri());
    }
    Metadata whole =
        Metadata.of(bytes, base(request.uri(), place, sink.uri()), sink.field("content-type"));
    return request.range().isEmpty() ? whole : part(request, whole, sink.field("content-range"));
  }

  private static SafeUri base(SafeUri asked, SafeUri place, Optional<SafeUri> end) {
    SafeUri target = end.orElse(place).withoutUserInfo();
    // A mirror's answer counts as that of the address it stands for, whose name is in lockfiles.
    return target.equals(place.withoutUserInfo())
        ? asked
        : SafeUri.parse(target.uri().toString().replaceFirst("[?#].*", ""));
  }

  private static Metadata part(MetadataRequest request, Metadata sent, Optional<String> field) {
    ContentRange told =
        field
            .flatMap(ContentRange::parse)
            .orElseThrow(
                () ->
                    FetchException.builder("fetch.no-range")
                        .subject(request.uri().toString())
                        .message(request + ": nobody tells which bytes these are")
                        .build());
    if (!isWanted(request.range().orElseThrow(), told) || told.length() != sent.size()) {
      throw FetchException.builder("fetch.protocol")
          .subject(request.uri().toString())
          .message(
              request
                  + ": the server sent "
                  + sent.size()
                  + " bytes as those from "
                  + told.start()
                  + " to "
                  + told.end())
          .status(206)
          .build();
    }
    return sent.partOf(told.start(), told.total());
  }

  private static boolean isWanted(String range, ContentRange told) {
    String[] bounds = range.substring("bytes=".length()).split("-", -1);
    long last = Long.parseLong(bounds[1]);
    if (bounds[0].isEmpty()) {
      return told.length() <= last && told.end() == told.total() - 1;
    }
    return told.start() == Long.parseLong(bounds[0]) && told.end() <= last;
  }
}
