// SHA-256 for ids: from OpenSSL, the one library of hashes that every Debian has.
#include <openssl/evp.h>
#include <array>

#include "newsloom/core/capture.h"

namespace newsloom {
namespace {

using Digest256 = std::array<unsigned char, 32>;

std::string hex(const Digest256& digest, std::size_t bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (std::size_t i = 0; i < bytes; ++i) {
    out.push_back(kDigits[digest.at(i) >> 4U]);
    out.push_back(kDigits[digest.at(i) & 15U]);
  }
  return out;
}

Digest256 sha256(std::initializer_list<std::string_view> parts) {
  Digest256 digest{};
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  EVP_DigestInit_ex(context, EVP_sha256(), nullptr);
  for (const std::string_view part : parts) EVP_DigestUpdate(context, part.data(), part.size());
  EVP_DigestFinal_ex(context, digest.data(), nullptr);
  EVP_MD_CTX_free(context);
  return digest;
}

}  // namespace

std::string capture_id(std::string_view url, std::string_view body) {
  return hex(sha256({url, std::string_view("\0", 1), body}), 16);
}

std::string sha256_hex(std::string_view bytes) { return hex(sha256({bytes}), 32); }

}  // namespace newsloom
