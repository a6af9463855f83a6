// Elements of a container that is copied, made with a condition among their arguments.
#include <cstddef>
#include <vector>

struct Slice {
    Slice(int kind, bool isFilled);
    int kind;
    bool isFilled;
};

struct Frame {
    std::vector<Slice *> slices;
};

int next_kind(std::size_t at);

class Reader {
public:
    explicit Reader(Frame *frame) : frame_(frame) {}

    void arrange(std::size_t count)
    {
        std::vector<Slice *> slices;

        for (std::size_t i = 0; i < count; i++) {
            int kind = next_kind(i);
            slices.push_back(new Slice(kind < 0 ? 0 : kind, kind < 0));
        }
        slices.push_back(new Slice(0, true));
        for (std::size_t i = 0; i < frame_->slices.size(); i++)
            delete frame_->slices[i];
        frame_->slices = slices;
    }

private:
    Frame *frame_;
};
