#include <cstddef>
#include <cstring>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>
#include <unistd.h>

class Deleted {
public:
    explicit Deleted(std::size_t size) : data_(new unsigned char[size]) {}
    ~Deleted() { delete[] data_; }
    Deleted(const Deleted &) = delete;
    Deleted &operator=(const Deleted &) = delete;

private:
    unsigned char *data_;
};

class Written {
public:
    explicit Written(std::size_t size) : data_(new unsigned char[size]), size_(size) {}
    Written(const Written &other) : Written(other.size_) { std::memcpy(data_, other.data_, size_); }
    Written &operator=(Written other)
    {
        std::swap(data_, other.data_);
        std::swap(size_, other.size_);
        return *this;
    }
    ~Written() { delete[] data_; }

private:
    unsigned char *data_;
    std::size_t size_;
};

class MovedOnly {
public:
    explicit MovedOnly(std::size_t size) : data_(new unsigned char[size]) {}
    MovedOnly(MovedOnly &&other) noexcept : data_(other.data_) { other.data_ = nullptr; }
    ~MovedOnly() { delete[] data_; }

private:
    unsigned char *data_;
};

class ByMembers {
public:
    ByMembers();
    ~ByMembers() { delete[] scratch_; }

private:
    unsigned char *scratch_ = nullptr;
    std::unique_ptr<int> only_;
};

class Locked {
public:
    ~Locked() { delete[] scratch_; }

private:
    unsigned char *scratch_ = nullptr;
    std::mutex lock_;
};

class NonCopyable {
public:
    NonCopyable() = default;
    NonCopyable(const NonCopyable &) = delete;
    NonCopyable &operator=(const NonCopyable &) = delete;
};

class Derived : private NonCopyable {
public:
    ~Derived() { delete[] scratch_; }

private:
    unsigned char *scratch_ = nullptr;
};

class Borrower {
public:
    explicit Borrower(int *value) : value_(value) {}
    ~Borrower() { *value_ = 0; }

private:
    int *value_;
};

class OwnersOnly {
public:
    ~OwnersOnly() {}

private:
    std::string name_;
    std::vector<int> values_;
};

class Private {
public:
    Private();
    ~Private() { delete[] data_; }

private:
    Private(const Private &);
    void operator=(const Private &);
    unsigned char *data_;
};

class Local {
public:
    ~Local()
    {
        std::unique_ptr<int> temporary(new int(3));
        *temporary = *other_;
    }

private:
    int *other_ = nullptr;
};

class Port {
public:
    explicit Port(int fd) : fd_(fd) {}
    Port(const Port &) = delete;
    Port &operator=(const Port &) = delete;
    Port(Port &&other) noexcept : fd_(other.fd_) { other.fd_ = -1; }
    ~Port()
    {
        if (fd_ >= 0)
            close(fd_);
    }

private:
    int fd_;
};

// Only who owns the block releases it.
class View {
public:
    explicit View(int *data) : data_(data) {}
    View(const View &other) : data_(other.data_), owns_(false) {}
    View &operator=(const View &) = delete;
    ~View()
    {
        if (owns_)
            delete data_;
    }

private:
    int *data_;
    bool owns_ = true;
};

class Taken {
public:
    explicit Taken(int *data) : data_(data) {}
    Taken(const Taken &) = delete;
    Taken &operator=(const Taken &) = delete;
    Taken(Taken &&other) noexcept : data_(other.data_) { other.data_ = nullptr; }
    ~Taken() { delete data_; }

private:
    int *data_;
};
